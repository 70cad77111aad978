import CEnglishData
import Linguistics

/// The data embedded in the executable: the model's parts and the word lists, by name.
public enum EnglishData {
    /// The bytes of an embedded file (`"stance-predicates"` for `lists/stance-predicates.txt`, `"network"` for
    /// `model/network.bin`); empty for an unknown name. They live as long as the process and are never copied.
    public static func bytes(_ name: String) -> UnsafeRawBufferPointer {
        let data = claimwatch_data(name)
        return UnsafeRawBufferPointer(start: data.bytes, count: data.count)
    }

    /// An embedded word list; without records for an unknown name.
    public static func list(_ name: String) -> WordList {
        WordList(text: String(decoding: bytes(name), as: UTF8.self))
    }
}
