// What the verifier says of a v5 written by hand: nothing but what is written by hand. And of wrong
// values in it.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

#include "db/session.h"
#include "tests/handwritten/install.h"
#include "tests/handwritten/servers.h"
#include "verify/proof.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : ",") + word;
    return out;
}

// "refused subscription 305", "changed price.recurring 11/12", "broken_rule odd_override 306".
void add_members(const rules::Finding& finding, const std::vector<rules::Member>& members,
                 Lines& out) {
    const bool by_rule = finding.kind == rules::FindingKind::broken_rule || finding.tie.empty();
    std::string what = by_rule ? finding.rule : finding.tie;
    const bool by_column = finding.kind == rules::FindingKind::changed ||
                           finding.kind == rules::FindingKind::transformed ||
                           finding.kind == rules::FindingKind::unreadable;
    if (by_column && !finding.columns.empty()) what += "." + joined(finding.columns);
    std::replace(what.begin(), what.end(), ' ', '_');
    const std::string about = std::string(rules::name(finding.kind)) + " " + what;
    if (members.empty()) out.push_back(about);
    for (const auto& member : members)
        out.push_back(about + " " + rules::text(member.key));
}

Lines prove_all(const Install& install, const Scratch& mysql, const Scratch& postgresql) {
    const auto source = db::Session::open(mysql.parsed());
    const auto target = db::Session::open(postgresql.parsed());
    verify::VerifyOptions options;
    options.zone = install.zone;
    const auto proof = verify::prove(pack_of(install), *source, *target, options);
    Lines found;
    std::map<std::string, rules::Finding> findings;
    for (const auto& finding : proof.findings.findings())
        findings[finding.id] = finding;
    for (const auto& each : proof.findings.members())
        add_members(findings.at(each.finding_id), each.all(), found);
    return found;
}

void verifier_says_what_is_written_by_hand(const Install& install) {
    const Sheet sheet = read_sheet(install.folder);
    const Scratch source(db::Engine::mysql), hand(db::Engine::postgresql);
    fill_source(source, sheet);
    fill_target(hand, sheet);
    Lines expected(sheet.found.begin(), sheet.found.end());
    must_be_equal("finding", expected, prove_all(install, source, hand));
    for (const auto& [sql, finding] : sheet.wrong) {
        hand.run_client(sql + ";");
        expected.push_back(finding);
    }
    must_be_equal("with wrong values, finding", expected, prove_all(install, source, hand));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(handwritten)

BOOST_AUTO_TEST_CASE(the_verifier_finds_in_new_york_only_what_is_written_by_hand) {
    verifier_says_what_is_written_by_hand(new_york);
}
BOOST_AUTO_TEST_CASE(the_verifier_finds_in_amsterdam_only_what_is_written_by_hand) {
    verifier_says_what_is_written_by_hand(amsterdam);
}

BOOST_AUTO_TEST_SUITE_END()
