import Alerts
import Foundation

/// An alert as one line of JSON: the record that `claimwatch alerts --format jsonl` prints.
enum AlertLine {
    static func bytes(_ delivery: Delivery) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(delivery.record)) + [0x0A]
    }
}

/// Work that blocks, off the threads that others share.
enum Blocking {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}
