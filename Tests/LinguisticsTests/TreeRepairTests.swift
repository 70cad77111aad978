import Linguistics
import TestSupport
import Testing

@Suite struct TreeRepairTests {
    @Test func theSubjectOfWhatIsSaidIsNoObjectOfSayingIt() {
        var document = TreeText.document(
            """
            Zelensky Zelensky PROPN NNP 2 nsubj
            said say VERB VBD 0 root
            Ukraine Ukraine PROPN NNP 2 obj
            would would AUX MD 6 aux
            never never ADV RB 6 advmod
            recognise recognise VERB VB 2 csubj:pass
            it it PRON PRP 6 obj
            . . PUNCT . 2 punct
            """)
        TreeRepair().mend(&document)
        #expect(document.child(5, .nominalSubject) == 2)
        #expect(document.tokens[5].relation == .clausalComplement)
        #expect(document.child(1, .object) == nil)
    }

    @Test func anObjectThatIsToldSomethingStays() {
        var document = TreeText.document(
            """
            He he PRON PRP 2 nsubj
            told tell VERB VBD 0 root
            reporters reporter NOUN NNS 2 obj
            that that SCONJ IN 6 mark
            he he PRON PRP 6 nsubj
            agreed agree VERB VBD 2 ccomp
            . . PUNCT . 2 punct
            """)
        TreeRepair().mend(&document)
        #expect(document.child(1, .object) == 2)
    }

    @Test func whoDoesWhatIsDoneIsItsAgent() {
        var document = TreeText.document(
            """
            Roads road NOUN NNS 3 nsubj:pass
            were be AUX VBD 3 aux:pass
            blocked block VERB VBN 0 root
            by by ADP IN 5 case
            farmers farmer NOUN NNS 3 obl
            in in ADP IN 7 case
            May May PROPN NNP 3 obl
            . . PUNCT . 3 punct
            """)
        TreeRepair().mend(&document)
        #expect(document.tokens[4].relation == .agent)
        #expect(document.tokens[6].relation == .oblique)
    }
}
