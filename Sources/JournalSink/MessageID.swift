import Alerts
import Positions

/// The journal's `MESSAGE_ID` of each kind of entry; `deploy/claimwatch.catalog` explains each. A test compares them.
/// An id once shipped is never changed and never given a new meaning.
public enum MessageID: String, Sendable, CaseIterable {
    // Alerts, one for each kind of change.
    case firstPosition = "995a07a7503f4ebe99f09a8cbc53976d"
    case stanceShifted = "79cf447ef92a4fc59103a6decba02e24"
    case numberChanged = "08ce3630775c4e5f8bee4b661c5928c0"
    case statusChanged = "785a083618c144f2aa986908623c8254"
    case deadlineMoved = "635ad112658c4770b9400a2fc0208fd5"
    case deadlineMissed = "b63e645fa063452ab8cb86a27acd42b4"
    case deadlineMet = "457b1b07491047418767f5ff55479fe4"
    case quiet = "b96037c4260c48fa9bf07dfce69a643d"
    case contradiction = "a1e151b078124ee18fbf5a4d3563fb14"
    case corrected = "f75068e63bad4e08a8ce4bb4ec030be7"

    // Diagnostics, one for each case of ``Diagnostic``.
    case overflowRescan = "5cc6ffaf8d4b4391a6c32996de24617a"
    case folderDegraded = "e492d208eae44a90b84616013b5ccd4f"
    case articleRefused = "f12000398edd425db0b955a80b97342f"
    case deliveryFailing = "2aff64b79257403a9d5aecfc75147e0f"
    case deadLetter = "b6fb76f8d3404fc1b66a84cb9b115ee3"
    case configurationKept = "fc278643bda840e4a61eacd78d3759cf"
    case configurationLoaded = "ceca379357654dd7b4dfde9ba9f783f6"
    case sinkDisabled = "c21615de3e6944ee9df731fd461cd70a"
    case alertsMissing = "8753e711e6d6460e89c36f57d3e7bc76"

    /// The id that explains an alert.
    public init(_ alert: Alert) {
        switch alert.change {
        case .missed: self = .deadlineMissed
        case .met: self = .deadlineMet
        case .quiet: self = .quiet
        case .contradicted: self = .contradiction
        case .retracted: self = .corrected
        case .first: self = .firstPosition
        case .shift:
            switch (alert.reason, alert.kind) {
            case (.corrected, _): self = .corrected
            case (_, "number"): self = .numberChanged
            case (_, "status"): self = .statusChanged
            case (_, "deadline"): self = .deadlineMoved
            default: self = .stanceShifted
            }
        }
    }
}
