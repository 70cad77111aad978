import Linguistics

/// The features by which words are labelled as cues.
package struct CueFeatures: ChainFeatures {
    /// Labels of the cue model.
    package static let outside = 0
    package static let begin = 1
    package static let inside = 2
    package static let labelCount = 3
    /// Which labels may follow each, and which may begin, as bits.
    package static let followers: [UInt32] = [0b011, 0b111, 0b111]
    package static let starters: UInt32 = 0b011

    let view: TokenView
    /// Properties of the whole sentence: holds a quotation, is one, is a heading.
    private let sentence: UInt64

    package init(_ context: AttributionContext, sentence: Range<Int>) {
        view = TokenView(context: context, range: sentence)
        var (inside, outside) = (0, 0)
        for token in sentence { if context.quotationOf[token] >= 0 { inside += 1 } else { outside += 1 } }
        let number = sentence.isEmpty ? 0 : Int(context.document.tokens[sentence.lowerBound].sentence)
        let isHeading = context.document.sentences[number].isHeading || number == 0
        self.sentence = (inside == 0 ? 0 : inside > outside ? 1 : 2) | (isHeading ? 4 : 0)
    }

    package func fill(_ i: Int, _ part: ChainPart, _ list: inout FeatureList) {
        switch part {
        case .probe: probe(i, &list)
        case .rest: rest(i, &list)
        case .pair: pair(i, &list)
        }
    }

    /// What tells most of the words that are no cues by itself: nine in ten.
    private func probe(_ i: Int, _ list: inout FeatureList) {
        list.begin(1)
        let (lemma, tag, kinds, relation) = (view.lemma(i), view.tag(i), view.kinds(i), view.relation(i))
        let (cluster, frame, subject) = (view.cluster(i), view.frame(i), Int(view.context.subject[i]))
        list.add(0)
        list.add(lemma)
        list.add(tag)
        list.add(lemma, tag)
        list.add(kinds)
        list.add(kinds, tag)
        list.add(cluster)
        list.add(cluster, tag)
        list.add(relation, lemma)
        list.add(relation, tag)
        list.add(frame, lemma)
        list.add(frame & 0xEF, tag)
        list.add(frame & 0xEF, kinds, relation)
        list.add(frame & 0xEF, cluster)
        list.add(view.nominal(subject), kinds)
        list.add(view.nominal(subject), cluster, tag)
        list.add(lemma, view.form(i + 1))
        list.add(view.form(i - 1), lemma)
    }

    private func rest(_ i: Int, _ list: inout FeatureList) {
        list.begin(6)
        let (form, lemma, tag) = (view.form(i), view.lemma(i), view.tag(i))
        let (kinds, quotation, relation) = (view.kinds(i), view.quotation(i), view.relation(i))
        list.add(form)
        list.add(view.suffix(i))
        list.add(view.suffix(i), tag)
        list.add(view.shape(i))
        list.add(quotation)
        list.add(lemma, quotation)
        list.add(kinds, quotation)
        list.add(lemma, sentence)
        list.add(kinds, sentence, tag)
        // Neighbours.
        addNeighbour(i - 2, &list)
        addNeighbour(i - 1, &list)
        addNeighbour(i + 1, &list)
        addNeighbour(i + 2, &list)
        list.add(lemma, view.form(i + 1), view.form(i + 2))
        list.add(view.form(i - 2), view.form(i - 1), form)
        list.add(lemma, view.tag(i + 1))
        list.add(lemma, view.tag(i - 1))
        list.add(kinds, view.form(i + 1))
        list.add(kinds, view.tag(i + 1), view.tag(i + 2))
        list.add(tag, view.tag(i + 1))
        list.add(view.tag(i - 1), tag)
        list.add(view.tag(i - 1), tag, view.tag(i + 1))
        list.add(view.tag(i - 2), view.tag(i - 1), tag)
        list.add(view.kinds(i - 1), tag)
        list.add(view.kinds(i + 1), tag)
        list.add(view.nominal(i - 1), lemma)
        list.add(view.nominal(i - 1), kinds)
        list.add(view.nominal(i + 1), kinds)
        list.add(view.quotation(i - 1), view.quotation(i + 1), tag)
        list.add(view.quotation(i + 1), lemma)
        list.add(view.quotation(i - 1), lemma)
        let cluster = view.cluster(i)
        list.add(cluster, quotation)
        list.add(cluster, view.cluster(i + 1))
        list.add(view.cluster(i - 1), cluster)
        list.add(cluster, view.form(i + 1))
        list.add(cluster, view.nominal(i - 1), tag)
        tree(i, relation, lemma, tag, kinds, &list)
    }

    private func addNeighbour(_ i: Int, _ list: inout FeatureList) {
        list.add(view.form(i))
        list.add(view.tag(i))
        list.add(view.kinds(i))
    }

    /// Features of the word's place in the tree.
    private func tree(
        _ i: Int,
        _ relation: UInt64,
        _ lemma: UInt64,
        _ tag: UInt64,
        _ kinds: UInt64,
        _ list: inout FeatureList
    ) {
        let context = view.context
        let (head, frame) = (view.head(i), view.frame(i))
        list.add(relation)
        list.add(frame)
        list.add(frame, kinds)
        list.add(frame & 0xEF, lemma)
        let subject = Int(context.subject[i])
        list.add(view.nominal(subject), lemma)
        list.add(view.lemma(subject), kinds == 0 ? 0 : 1)
        list.add(view.nominal(subject), frame & 0xEF, tag)
        let (object, cluster) = (Int(context.object[i]), view.cluster(i))
        list.add(view.lemma(object), lemma)
        list.add(view.kinds(object), lemma)
        list.add(view.nominal(object), lemma)
        list.add(view.nominal(object), kinds, tag)
        list.add(view.cluster(object), cluster)
        list.add(frame, cluster)
        list.add(relation, cluster)
        guard head >= 0 else { return }
        list.add(view.cluster(head), relation)
        list.add(view.cluster(head), relation, lemma)
        list.add(view.cluster(head), cluster, relation)
        let headFrame = view.frame(head)
        let distance = TokenView.distance(i - head)
        list.add(view.lemma(head), relation)
        list.add(view.kinds(head), relation)
        list.add(view.kinds(head), relation, lemma)
        list.add(view.lemma(head), lemma)
        list.add(relation, lemma, distance)
        list.add(relation, view.tag(head), distance)
        list.add(view.kinds(head), relation, distance)
        list.add(headFrame & 0xEF, relation, view.kinds(head))
        list.add(headFrame & 0xEF, relation, view.lemma(head))
        list.add(view.relation(head), relation, tag)
        // What comes with the word: its object, its preposition's noun.
        list.add(relation, view.kinds(head), view.lemma(head))
        list.add(view.relation(head), view.kinds(head), relation)
        let up = view.head(head)
        list.add(up >= 0 ? view.lemma(up) : 0, relation, view.relation(head))
        list.add(up >= 0 ? view.kinds(up) : 0, relation, view.relation(head))
    }

    /// Features of the word with the label of the word before.
    private func pair(_ i: Int, _ list: inout FeatureList) {
        list.begin(2)
        list.add(0)
        list.add(view.tag(i))
        list.add(view.lemma(i))
        list.add(view.tag(i - 1), view.tag(i))
        list.add(view.kinds(i - 1), view.tag(i))
        list.add(view.lemma(i - 1), view.lemma(i))
        list.add(view.head(i) == i - 1 ? view.relation(i) : view.head(i - 1) == i ? 100 + view.relation(i - 1) : 99)
    }
}
