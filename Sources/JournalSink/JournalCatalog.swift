import CSystemd
import Glibc

/// The compiled catalog of this machine.
public enum JournalCatalog {
    /// Whether it explains entries of a kind.
    public static func holds(_ message: MessageID) -> Bool {
        var id = sd_id128_t()
        guard sd_id128_from_string(message.rawValue, &id) >= 0 else { return false }
        var text: UnsafeMutablePointer<CChar>?
        defer { free(text) }
        return sd_journal_get_catalog_for_message_id(id, &text) >= 0
    }
}
