#include "verify/kept_ties.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "tests/verify/shop.h"

using namespace tieout;
using namespace tieout::tests;
using verify::KeptTies;
namespace fs = std::filesystem;

namespace {

const verify::KeptFor this_program{{"tieout's version", "1.0.0"}, {"the pack", "abc"}};

// A shop with faults of which one follows from another, and a file for what is finished.
struct Kept {
    Shop shop{db::Engine::sqlite, db::Engine::sqlite};
    fs::path file;
    Kept() {
        std::string folder = (fs::temp_directory_path() / "tieout-kept-XXXXXX").string();
        file = fs::path(mkdtemp(folder.data())) / "verify.jsonl";
        shop.target.run_client(
            "delete from account where number = 3; update bill set total = '20.51' where number = "
            "12; insert into bill values (99, 101, '1.00', null); insert into account values (104, "
            "9, 'Zoe', 'active', null, null)");
    }
    ~Kept() { fs::remove_all(file.parent_path()); }

    verify::Verification verified(KeptTies* kept) const {
        const auto pack =
            rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop");
        const auto left = db::Session::open(shop.source.parsed());
        const auto right = db::Session::open(shop.target.parsed());
        verify::VerifyOptions options;
        options.zone = "America/New_York";
        options.kept = kept;
        return verify::verify(pack, *left, *right, options, {});
    }
    std::vector<std::string> lines() const {
        std::ifstream in(file);
        std::vector<std::string> out;
        for (std::string line; std::getline(in, line);)
            out.push_back(line);
        return out;
    }
    void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
};

verify::LookedAt at(const std::string& when, const std::string& source = "s1",
                    const std::string& target = "t1") {
    return {when, source, target};
}

// All that a reader of the record is told, but when it was looked at and how long that took.
std::string all(verify::Verification seen) {
    rules::CycleRecord record;
    for (rules::TieResult& tie : seen.ties) {
        tie.seconds = 0;
        tie.taken_over_from.clear();
    }
    record.ties = seen.ties;
    record.totals = seen.totals;
    record.total_sets = seen.total_sets;
    record.findings = seen.findings.findings();
    return rules::to_json(record);
}

// By finding.
std::map<std::string, std::vector<rules::Member>> all_members(const verify::Verification& seen) {
    std::map<std::string, std::vector<rules::Member>> all;
    for (const rules::FindingMembers& each : seen.findings.members())
        all[each.finding_id] = each.all();
    return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_ties, Kept)

BOOST_AUTO_TEST_CASE(what_is_taken_over_is_what_was_found_and_what_follows_from_it) {
    const std::string whole = all(verified(nullptr));
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
        verified(&kept);
    }
    // The ties that are sums of others, and come later, are looked at anew.
    auto kept_lines = lines();
    BOOST_REQUIRE(kept_lines.size() > 4U);
    const std::size_t half = kept_lines.size() / 2;
    std::string text;
    for (std::size_t i = 0; i < half; ++i)
        text += kept_lines[i] + "\n";
    write(text);
    KeptTies kept(file, this_program, at("second"), KeptTies::Start::resume);
    BOOST_TEST(kept.ties() == half - 1);
    BOOST_TEST(kept.why_anew() == "");
    const auto seen = verified(&kept);
    BOOST_TEST(all(seen) == whole);
    BOOST_TEST(told(seen.findings) == told(verified(nullptr).findings),
               boost::test_tools::per_element());
    BOOST_TEST(seen.ties.front().taken_over_from == "first");
    BOOST_TEST(seen.ties.front().older_moment == "");
    BOOST_TEST(seen.ties.back().taken_over_from == "");
    kept.done();
    BOOST_TEST(!fs::exists(file));
}

BOOST_AUTO_TEST_CASE(every_row_of_a_finding_is_kept_not_only_its_samples) {
    std::string sql;
    for (int note = 1; note <= 50; ++note)
        sql += "insert into note values (" + std::to_string(note) + ", 'only here');";
    shop.source.run_client(sql);
    const auto whole = all_members(verified(nullptr));
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
        verified(&kept);
    }
    KeptTies kept(file, this_program, at("second"), KeptTies::Start::resume);
    BOOST_TEST((all_members(verified(&kept)) == whole));
}

BOOST_AUTO_TEST_CASE(a_tie_says_that_it_is_older_where_a_side_was_written_to_or_cannot_tell) {
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
        verified(&kept);
    }
    const auto older = [&](const std::string& source, const std::string& target) {
        KeptTies kept(file, this_program, at("second", source, target), KeptTies::Start::resume);
        return verified(&kept).ties.front().older_moment;
    };
    BOOST_TEST(older("s1", "t1") == "");
    BOOST_TEST(older("s2", "t1") == "the source was written to since");
    BOOST_TEST(older("s1", "t2") == "the target was written to since");
    BOOST_TEST(older("", "t1") == "whether the source was written to since cannot be told");
}

BOOST_AUTO_TEST_CASE(what_was_kept_for_another_pack_is_dropped_and_said) {
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
        verified(&kept);
    }
    const verify::KeptFor other{{"tieout's version", "1.0.0"}, {"the pack", "abd"}};
    KeptTies kept(file, other, at("second"), KeptTies::Start::resume);
    BOOST_TEST(kept.ties() == 0U);
    BOOST_TEST(kept.why_anew() == "the pack is not what it was when ties were kept");
    BOOST_TEST(verified(&kept).ties.front().taken_over_from == "");
}

BOOST_AUTO_TEST_CASE(a_run_that_does_not_resume_begins_anew_without_a_word) {
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::anew);
        verified(&kept);
    }
    BOOST_TEST(lines().size() > 1U);
    KeptTies kept(file, this_program, at("second"), KeptTies::Start::anew);
    BOOST_TEST(kept.ties() == 0U);
    BOOST_TEST(kept.why_anew() == "");
    BOOST_TEST(lines().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_line_that_a_kill_cut_short_is_no_line_and_does_no_harm) {
    {
        KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
        verified(&kept);
    }
    const auto whole = lines();
    write(whole[0] + "\n" + whole[1] + "\n" + whole[2].substr(0, whole[2].size() / 2));
    {
        KeptTies kept(file, this_program, at("second"), KeptTies::Start::resume);
        BOOST_TEST(kept.ties() == 1U);
        verified(&kept);
    }
    BOOST_TEST(lines().size() == whole.size());
    write("{\"the pack\":");  // nor is a file whose first line never came to its end
    KeptTies kept(file, this_program, at("third"), KeptTies::Start::resume);
    BOOST_TEST(kept.ties() == 0U);
}

BOOST_AUTO_TEST_CASE(two_runs_at_once_do_not_share_a_file) {
    KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
    const auto again = [&] { KeptTies(file, this_program, at("second"), KeptTies::Start::resume); };
    BOOST_CHECK_EXCEPTION(again(), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_CASE(nobody_else_can_read_what_is_kept) {
    KeptTies kept(file, this_program, at("first"), KeptTies::Start::resume);
    const fs::perms only_ours = fs::perms::owner_read | fs::perms::owner_write;
    BOOST_TEST((fs::status(file).permissions() == only_ours));
}

BOOST_AUTO_TEST_SUITE_END()
