// Each thing that an archive claims is made untrue once, and found; and a clean twin on which all
// is silent.
#include "cutover/archive_check.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "cutover/archive_compare.h"
#include "tests/cutover/archived.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* rows = R"(
    set session sql_mode = '';
    insert into client_info (client_id, client_fname, client_lname, client_email, client_comments, client_password)
      values (1, 'Ada', x'4CE9', 'ada@example.org', '', 'a'), (2, 'Bob', 'B', 'bob@example.org', '', 'b'),
             (3, 'Cyd', 'C', 'cyd@example.org', '', 'c');
    insert into client_invoice (invoice_id, client_id, invoice_amount, invoice_snapshot) values (9, 1, 119.00, '');
    insert into client_news (ID, Subject) values (1, 'a'), (1, 'a'), (2, 'b');
    insert into config (config_type, config_2) values ('main', 'x'), ('mod_a', 'secret');
    create table words (word varchar(20) collate utf8mb4_bin primary key, n int) charset utf8mb4;
    insert into words values ('a', 1), ('ä', 2);
)";

const V4& v4() {
    static const V4 made(rows);
    return made;
}

// "kind what" of every finding that counts, in order of their words.
std::vector<std::string> told(const rules::FindingLog& log) {
    std::vector<std::string> words;
    for (const rules::Finding& finding : log.findings()) {
        if (finding.severity != rules::Severity::error) continue;
        std::string word = std::string(rules::name(finding.kind)) + " " +
                           (finding.rule.empty() ? finding.tie : finding.rule);
        for (const rules::Member& row : finding.samples)
            word += " " + rules::text(row.key);
        for (const std::string& column : finding.columns)
            word += " " + column;
        words.push_back(word);
    }
    std::sort(words.begin(), words.end());
    return words;
}

std::vector<std::string> check(const Archived& archived, const cycle::SigningKey* key = nullptr) {
    rules::FindingLog findings;
    cutover::check_archive(archived.folder(), key, nullptr, findings);
    return told(findings);
}

std::vector<std::string> compare(const Archived& archived, const V4& with = v4()) {
    const auto source = with.session();
    return told(
        cutover::compare_with_source(modernbill(), *source, archived.folder() / "archive.db", {})
            .findings);
}

using Told = std::vector<std::string>;

void change_byte(const fs::path& file, const std::string& what, const std::string& with) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = bytes.find(what);
    BOOST_TEST_REQUIRE(at != std::string::npos);
    fs::permissions(file, fs::perms::owner_all);
    std::ofstream(file, std::ios::binary) << bytes.replace(at, what.size(), with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(archive_check)

BOOST_AUTO_TEST_CASE(an_archive_that_nobody_touched_is_silent) {
    const Archived archived(v4());
    BOOST_TEST(check(archived) == Told{});
    BOOST_TEST(compare(archived) == Told{});
}

BOOST_AUTO_TEST_CASE(rows_of_every_table_are_compared_and_the_left_out_are_told) {
    const Archived archived(v4());
    const auto source = v4().session();
    const verify::Proof proof =
        cutover::compare_with_source(modernbill(), *source, archived.folder() / "archive.db", {});
    std::map<std::string, std::uint64_t> equal;
    for (const rules::TieResult& tie : proof.ties)
        equal[tie.tie] = tie.equal;
    BOOST_TEST(equal.size() == 37U);  // the 36 of v4, and `words`
    BOOST_TEST(equal["client_info"] == 3U);
    BOOST_TEST(equal["client_news"] == 3U);
    BOOST_TEST(equal["words"] == 2U);
    BOOST_TEST(equal["config"] == 2U);
    std::size_t left_out = 0;
    for (const rules::Finding& finding : proof.findings.findings()) {
        BOOST_TEST((finding.severity == rules::Severity::notice));
        if (finding.title.starts_with("client_info.client_password is not compared")) ++left_out;
    }
    BOOST_TEST(left_out == 1U);
}

BOOST_AUTO_TEST_CASE(an_archive_of_a_v4_on_another_engine_holds_too) {
    const std::string row =
        "insert into client_info (client_id, client_lname, client_comments) values (1, 'Zoë', ";
    const V4 on_postgresql(row + "'')", db::Engine::postgresql);
    const Archived first(on_postgresql);
    BOOST_TEST(check(first) == Told{});
    BOOST_TEST(compare(first, on_postgresql) == Told{});
    const V4 on_sqlite(row + "cast(x'41FF' as text))", db::Engine::sqlite);
    const Archived second(on_sqlite);
    BOOST_TEST(compare(second, on_sqlite) == Told{});
    BOOST_TEST(second.ask("select hex(client_comments), typeof(client_lname) from client_info") ==
               "41FF|text");
    BOOST_TEST(second.ask("select client_comments from readable_client_info") == "A\\xFF");
    second.spoil("update client_info set client_comments = x'41FE'");
    BOOST_TEST(compare(second, on_sqlite) == Told{"changed client_info 1 client_comments"});
}

BOOST_AUTO_TEST_CASE(a_changed_byte_of_the_database_is_found_in_its_table) {
    const Archived archived(v4());
    change_byte(archived.folder() / "archive.db", "bob@example.org", "bop@example.org");
    BOOST_TEST(check(archived) == (Told{"changed file:archive.db", "changed table:client_info"}));
    BOOST_TEST(compare(archived) == Told{"changed client_info 2 client_email"});
}

BOOST_AUTO_TEST_CASE(what_a_stored_byte_means_is_under_a_digest_too) {
    const Archived archived(v4());
    archived.spoil("update archive_text set text = 'Lè'");
    BOOST_TEST(check(archived) == (Told{"changed file:archive.db", "changed table:archive_text"}));
}

BOOST_AUTO_TEST_CASE(a_stored_byte_that_is_no_utf8_is_compared) {
    const Archived archived(v4());
    archived.spoil("update client_info set client_lname = x'4CE8' where client_id = 1");
    BOOST_TEST(compare(archived) == Told{"changed client_info 1 client_lname"});
}

BOOST_AUTO_TEST_CASE(a_missing_and_an_extra_row_are_found_by_their_keys) {
    const Archived archived(v4());
    archived.spoil(
        "delete from client_info where client_id = 3; insert into client_invoice (invoice_id) "
        "values (10)");
    BOOST_TEST(check(archived) == (Told{"changed file:archive.db", "changed table:client_info",
                                        "changed table:client_invoice"}));
    BOOST_TEST(compare(archived) == (Told{"extra client_invoice 10", "missing client_info 3"}));
}

BOOST_AUTO_TEST_CASE(rows_without_a_key_are_counted) {
    const Archived archived(v4());
    archived.spoil("delete from client_news where archive_row = 2");
    BOOST_TEST(compare(archived) == Told{"missing client_news 2"});
    archived.spoil("insert into client_news (ID, Subject) values (1, 'a'), (2, 'c')");
    BOOST_TEST(compare(archived) == Told{"extra client_news 4"});
}

BOOST_AUTO_TEST_CASE(null_and_an_empty_text_are_two_things) {
    const Archived archived(v4());
    archived.spoil("update client_info set client_company = '' where client_id = 1");
    BOOST_TEST(compare(archived) == Told{"changed client_info 1 client_company"});
}

BOOST_AUTO_TEST_CASE(a_value_in_a_row_of_secrets_is_found) {
    const Archived archived(v4());
    archived.spoil("update config set config_2 = 'y' where config_type = 'main'");
    BOOST_TEST(compare(archived) == Told{"changed config 0x6d61696e config_2"});
}

BOOST_AUTO_TEST_CASE(a_table_that_the_source_has_now_and_the_archive_has_not_is_found) {
    const V4 grown(rows);
    const Archived archived(grown);
    grown.database().run_client("create table later (id int primary key)");
    BOOST_TEST(compare(archived, grown) == Told{"absent table:later"});
}

BOOST_AUTO_TEST_CASE(a_file_that_is_gone_or_new_is_found) {
    const Archived archived(v4());
    std::ofstream(archived.folder() / "note.txt") << "mine";
    BOOST_TEST(check(archived) == Told{"extra file:note.txt"});
    fs::remove(archived.folder() / "note.txt");
    fs::remove(archived.folder() / "archive.db");
    const Told gone = check(archived);
    BOOST_TEST_REQUIRE(gone.size() == 2U);
    BOOST_TEST(gone[0] == "missing file:archive.db");
    BOOST_TEST(gone[1] == "unreadable database");
}

BOOST_AUTO_TEST_CASE(a_database_that_is_no_more_one_is_a_finding) {
    const Archived archived(v4());
    fs::permissions(archived.folder() / "archive.db", fs::perms::owner_all);
    std::ofstream(archived.folder() / "archive.db") << "no database";
    BOOST_TEST(check(archived) == (Told{"changed file:archive.db", "unreadable database"}));
}

BOOST_AUTO_TEST_CASE(a_folder_without_a_manifest_is_no_archive) {
    const Archived archived(v4());
    fs::remove(archived.folder() / "manifest.json");
    BOOST_CHECK_EXCEPTION(check(archived), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_CASE(only_the_manifest_that_was_signed_is_signed) {
    std::string name = (fs::temp_directory_path() / "tieout-keys-XXXXXX").string();
    const fs::path keys = mkdtemp(name.data());
    for (const char* who : {"ours", "theirs"}) {
        const std::string file = (keys / who).string();
        run({{"openssl", "genpkey", "-algorithm", "ed25519", "-out", file}});
        run({{"openssl", "pkey", "-in", file, "-pubout", "-out", file + ".pub"}});
    }
    const auto secret = cycle::SigningKey::read_private(keys / "ours");
    const auto ours = cycle::SigningKey::read_public(keys / "ours.pub");
    const auto theirs = cycle::SigningKey::read_public(keys / "theirs.pub");
    cutover::ArchiveWish wish;
    wish.key = &secret;
    const Archived archived(v4(), wish);
    BOOST_TEST(check(archived, &ours) == Told{});
    BOOST_TEST(check(archived, &theirs) == Told{"changed signature"});
    change_byte(archived.folder() / "manifest.json", "America/New_York", "America/New_Yorc");
    BOOST_TEST(check(archived, &ours) == Told{"changed signature"});
    const Archived unsigned_one(v4());
    BOOST_TEST(check(unsigned_one, &ours) == Told{"absent signature"});
    fs::remove_all(keys);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
