#include "verify/row_notes.h"

#include <string>

#include "verify/canonical.h"

namespace tieout::verify {

RowNotes::RowNotes(const Tie& tie, SideName side, std::size_t samples_per_finding)
    : tie_(tie), side_name_(side), findings_(samples_per_finding) {}

void RowNotes::tell(const rules::Key& key) {
    for (const RowNote& note : notes_)
        tell(note, key);
}

rules::Finding RowNotes::finding(rules::FindingKind kind) const {
    rules::Finding about;
    about.tie = tie_.name;
    about.kind = kind;
    about.table = (side_name_ == SideName::source ? tie_.source : tie_.target).label();
    about.origin = side_name_ == SideName::source ? rules::Origin::source : rules::Origin::target;
    return about;
}

void RowNotes::tell(const RowNote& note, const rules::Key& key) {
    rules::Finding about = finding(note.transformed ? rules::FindingKind::transformed
                                                    : rules::FindingKind::unreadable);
    const bool of_key = note.field == RowNote::of_the_key;
    const As as = of_key ? As::text : tie_.fields[note.field].as;
    const std::string name = of_key ? "key" : tie_.fields[note.field].name;
    const std::string word(verify::name(as));
    about.columns = {name};
    rules::Member member;
    member.key = key;
    const auto people = [as](std::string_view text) {
        return shown({as == As::secret ? 's' : 't', text}, as);
    };
    if (note.transformed) {
        about.severity = rules::Severity::notice;
        about.title = tie_.title + ": `" + name + "` was changed on purpose, as the pack declares";
        member.columns.push_back({name, people(note.before), people(note.after), word});
        member.in_target = false;
    } else {
        about.title = tie_.title + ": `" + name + "` holds what cannot be read";
        about.advice = "Correct the value, or give the field a decoder that knows it.";
        member.note = note.why;
        const auto raw = people(note.before);
        const bool source = side_name_ == SideName::source;
        (source ? member.in_target : member.in_source) = false;
        member.columns.push_back(
            {name, source ? raw : std::nullopt, source ? std::nullopt : raw, word});
    }
    findings_.add(about, std::move(member));
}

void RowNotes::tell(const ProducerTrouble& trouble, const rules::Key& key) {
    rules::Finding about = finding(rules::FindingKind::unreadable);
    about.columns = {trouble.column.empty() ? "rows" : trouble.column};
    about.title = tie_.title + ": `" + about.columns[0] + "` holds what cannot be read";
    about.advice = "Correct the value at its source.";
    rules::Member member;
    member.key = key;
    member.note = trouble.why;
    const Canonical raw{'y', trouble.raw};
    const bool printable = std::string_view(trouble.raw).find('\0') == std::string_view::npos;
    member.columns.push_back({about.columns[0],
                              shown(printable ? Canonical{'t', trouble.raw} : raw, As::text),
                              std::nullopt, "bytes"});
    member.in_target = false;
    findings_.add(about, std::move(member));
}

}  // namespace tieout::verify
