import Foundation
import Glibc
import Testing

@testable import JournalSink

/// Each in a process of its own, as the service manager's address is in the environment.
@Suite("Messages to the service manager")
struct ServiceNotifierTests {
    @Test("Ready, status, reload, more time, sign of life and stop arrive as the service manager reads them")
    func messages() async {
        await #expect(processExitsWith: .success) {
            let manager = try ListeningSocket()
            setenv("NOTIFY_SOCKET", manager.path, 1)
            let notifier = ServiceNotifier()
            #expect(notifier.isSupervised)
            notifier.ready(status: "Watching 2 folders")
            #expect(manager.receive() == "READY=1\nSTATUS=Watching 2 folders")
            notifier.status("Reading a.txt\nREADY=1")
            #expect(manager.receive() == "STATUS=Reading a.txt\\nREADY=1")
            notifier.reloading()
            #expect(manager.receive().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
            notifier.extendTimeout(by: .seconds(30))
            #expect(manager.receive() == "EXTEND_TIMEOUT_USEC=30000000")
            notifier.alive()
            #expect(manager.receive() == "WATCHDOG=1")
            notifier.stopping()
            #expect(manager.receive() == "STOPPING=1\nSTATUS=Finishing the article in hand")
        }
    }

    @Test("A service manager that does not read holds nobody up, and is told the latest when it does")
    func stalled() async {
        await #expect(processExitsWith: .success) {
            let manager = try ListeningSocket()
            setenv("NOTIFY_SOCKET", manager.path, 1)
            let notifier = ServiceNotifier()
            notifier.ready(status: "Watching")
            for number in 1...5_000 {
                notifier.status("Article \(number)")
                if number % 100 == 0 { notifier.reloading() }
            }
            notifier.status("The last")
            #expect(manager.receive() == "READY=1\nSTATUS=Watching")
            while manager.receive() != "STATUS=The last" {}
        }
    }

    @Test("The watchdog's time is read, and belongs to the process it was set for")
    func watchdog() async {
        await #expect(processExitsWith: .success) {
            #expect(ServiceNotifier().watchdogInterval == nil)
            setenv("WATCHDOG_USEC", "30000000", 1)
            #expect(ServiceNotifier().watchdogInterval == .seconds(30))
            setenv("WATCHDOG_PID", "1", 1)
            #expect(ServiceNotifier().watchdogInterval == nil)
            setenv("WATCHDOG_PID", "\(getpid())", 1)
            #expect(ServiceNotifier().watchdogInterval == .seconds(30))
        }
    }

    @Test("Without a service manager nothing happens")
    func alone() async {
        await #expect(processExitsWith: .success) {
            unsetenv("NOTIFY_SOCKET")
            let notifier = ServiceNotifier()
            #expect(!notifier.isSupervised)
            notifier.ready(status: "Watching")
            notifier.stopping()
        }
    }
}
