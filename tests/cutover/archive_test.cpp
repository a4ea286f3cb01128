// A v4 with every value that is hard to keep, and its archive as sqlite3 reads it: what is expected
// stands here as literals.
#include "cutover/archive.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/cutover/archived.h"

namespace tieout::tests {
namespace {

// In latin1 tables: 0xE9 is é, 0x80 the euro, 0x81 nothing in cp1252; two bytes that are UTF-8 of é
// but mean two letters there.
constexpr const char* hard_values = R"(
    set session sql_mode = '';
    insert into client_info (client_id, client_fname, client_lname, client_email, client_company,
        client_comments, client_stamp, client_password, client_real_pass, billing_cc_num)
      values (1, 'Ren\0Z', x'52656EE9', 'rene@example.org', null, x'80', 1104555600, 'hash-1', 'plain-1', 'card-1'),
             (2, '', x'52656EC3A9', 'zoe@example.org', '', x'41812042', 0, 'hash-2', 'plain-2', 'card-2');
    insert into client_package (cp_id, client_id, cp_discount, cp_start_stamp, cp_renew_stamp, password)
      values (7, 1, 0.10, 1120190400, 1, 'ftp-secret');
    insert into config (config_type, config_2, config_3) values ('main', 'kept', null), ('mod_gateway', 'gateway-secret', 'x');
    insert into client_news (ID, Subject, mainpage) values (1, 'a', 'Y'), (1, 'a', 'Y'), (2, null, null);
    create table `Odd "name" of` (`a b` int, `select` varchar(10), primary key (`a b`, `select`)) charset utf8mb4;
    insert into `Odd "name" of` values (-1, 'Zürich'), (-1, '');
    create table search (id bigint unsigned primary key, big bigint unsigned, small bigint, exact decimal(38,10), half double, single float,
      d date, dt datetime(6), ts timestamp(3) null, t time(2), y year, b bit(10), bin varbinary(20), e enum('x','y'), s set('p','q'),
      archive_row int, ext_password varchar(20)) charset utf8mb4;
    set time_zone = '+00:00';
    insert into search values (18446744073709551615, 18446744073709551615, -9223372036854775808, '1234567890123456789012345678.0123456789',
      0.1, 0.1, '0000-00-00', '0000-00-00 00:00:00', '2005-06-15 04:00:00.125', '-838:59:59.25', 1999, b'1000000001', x'00ff27', 'y', 'p,q', 5, 'token-secret'),
      (1, 0, 0, 0, -1e300, 0, '2004-02-30', '2004-02-29 23:59:59.999999', null, '00:00:00', 0, 0, '', null, '', null, null);
    create table bad_utf8 (id int primary key, t varchar(20)) charset utf8mb4;
    insert into bad_utf8 values (1, 'fine'), (2, '☂');
    create table greek (id int primary key, t varchar(20) character set greek, u varchar(9) character set ucs2, j varchar(9) character set sjis);
    insert into greek values (1, x'E1E2', x'00410394', x'83418342'), (2, 'abc', '', null);
)";

const V4& hard_v4() {
    static const V4 v4(hard_values);
    return v4;
}

const Archived& hard() {
    static const Archived archived(hard_v4());
    return archived;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(archive)

BOOST_AUTO_TEST_CASE(stored_bytes_are_kept_and_their_meaning_is_shown) {
    const Archived& archived = hard();
    BOOST_TEST(archived.ask("select hex(client_lname), typeof(client_lname) from client_info") ==
               "52656EE9|blob\n52656EC3A9|blob");
    BOOST_TEST(archived.ask("select client_lname from readable_client_info") == "René\nRenÃ©");
    BOOST_TEST(archived.ask("select hex(client_fname) from client_info") == "52656E005A\n");
    BOOST_TEST(archived.ask("select client_fname from readable_client_info") == "Ren\\u0000Z\n");
    BOOST_TEST(archived.ask("select hex(client_comments) from client_info") == "80\n41812042");
    BOOST_TEST(archived.ask("select client_comments from readable_client_info") == "€\nA\\u0081 B");
    BOOST_TEST(archived.ask("select client_email, typeof(client_email) from client_info where "
                            "client_id = 1") == "rene@example.org|text");
}

BOOST_AUTO_TEST_CASE(charsets_of_many_bytes_are_kept_and_shown) {
    const Archived& archived = hard();
    BOOST_TEST(archived.ask("select hex(t), hex(u), hex(j) from greek") ==
               "E1E2|00410394|83418342\n616263||");
    BOOST_TEST(archived.ask("select t, u, j from readable_greek") == "αβ|AΔ|アィ\nabc||");
    BOOST_TEST(archived.ask("select typeof(t), typeof(j) from greek where id = 2") == "text|null");
}

BOOST_AUTO_TEST_CASE(null_is_not_an_empty_text) {
    BOOST_TEST(hard().ask("select client_company is null, client_company = '' from client_info") ==
               "1|\n0|1");
    BOOST_TEST(hard().ask("select client_company is null from readable_client_info") == "1\n0");
}

BOOST_AUTO_TEST_CASE(numbers_and_zero_dates_are_as_they_were) {
    const Archived& archived = hard();
    BOOST_TEST(archived.ask("select id, big, small, exact, half, single, d, dt, ts, t, y, b, "
                            "hex(bin), e, s, archive_row from search_2 where small <> 0") ==
               "18446744073709551615|18446744073709551615|-9223372036854775808|"
               "1234567890123456789012345678.0123456789|0.1|0.1|0000-00-00|0000-00-00 "
               "00:00:00.000000|2005-06-15 04:00:00.125+00|-838:59:59.25|1999|1000000001|00FF27|y|"
               "p,q|5");
    BOOST_TEST(archived.ask("select typeof(big), typeof(small), typeof(exact), typeof(half) from "
                            "search_2 where small <> 0") == "text|integer|text|real");
    BOOST_TEST(archived.ask("select half, dt, e is null, s from search_2 where small = 0") ==
               "-1.0e+300|2004-02-29 23:59:59.999999|1|");
    BOOST_TEST(archived.ask("select cp_discount from client_package") == "0.10");
}

BOOST_AUTO_TEST_CASE(odd_names_and_tables_without_a_key_are_kept) {
    const Archived& archived = hard();
    BOOST_TEST(archived.ask(R"(select archive_row, "a b", "select" from "Odd ""name"" of")") ==
               "1|-1|\n2|-1|Zürich");
    BOOST_TEST(archived.ask("select ID, Subject, mainpage from client_news") ==
               "1|a|Y\n1|a|Y\n2||");
    BOOST_TEST(archived.ask("select name, row_column from archive_table where source = 'search'") ==
               "search_2|archive_row_2");
    BOOST_TEST(archived.ask("select count(*) from email_config") == "0");
}

BOOST_AUTO_TEST_CASE(views_say_what_the_clocks_of_the_zone_said) {
    BOOST_TEST(hard().ask("select client_stamp, client_stamp_local from readable_client_info") ==
               "1104555600|2005-01-01 00:00:00\n0|");
    // Daylight saving time; and 1, which is no moment.
    BOOST_TEST(hard().ask("select cp_start_stamp_local, cp_renew_stamp, cp_renew_stamp_local from "
                          "readable_client_package") == "2005-07-01 00:00:00|1|");
}

BOOST_AUTO_TEST_CASE(no_secret_is_in_any_file_and_the_manifest_says_so) {
    const Archived& archived = hard();
    for (const char* secret :
         {"hash-1", "plain-1", "card-1", "ftp-secret", "gateway-secret", "token-secret"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(archived.folder()))
            if (file.is_regular_file())
                BOOST_TEST(run({{"grep", "-qaF", secret, file.path().string()}}).exit == 1,
                           secret << " in " << file.path());
    BOOST_TEST(archived.ask("select config_type, config_2 from config") ==
               "main|kept\nmod_gateway|");
    const auto& left_out = archived.manifest.left_out;
    const auto how = [&](const std::string& column) {
        const auto found = std::find_if(left_out.begin(), left_out.end(),
                                        [&](const auto& one) { return one.column == column; });
        return found == left_out.end() ? "" : found->how + ": " + found->why;
    };
    BOOST_TEST(how("client_info.client_real_pass") == "left out: the pack calls it a secret");
    BOOST_TEST(how("config.config_2") == "left out, of some rows: the pack calls it a secret");
    BOOST_TEST(how("search.ext_password") ==
               "left out: the pack does not know it, and its name sounds like a secret's");
    BOOST_TEST(how("client_info.client_email") == "");
    BOOST_TEST(how("config.config_type") == "");
}

BOOST_AUTO_TEST_CASE(secrets_that_are_asked_for_are_read_with_their_key_alone) {
    const std::filesystem::path keys = hard().folder().parent_path() / "keys";
    std::filesystem::create_directory(keys);
    BOOST_TEST_REQUIRE(run({{"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
                             "/CN=secrets", "-keyout", "key.pem", "-out", "certificate.pem"},
                            keys})
                           .exit == 0);
    cutover::ArchiveWish wish;
    wish.secrets_for = keys / "certificate.pem";
    const Archived archived(hard_v4(), wish);
    const std::string file = (archived.folder() / "secrets.cms").string();
    BOOST_TEST(run({{"grep", "-qaE", "card-1|636172642d31", file}}).exit == 1);
    const Outcome opened = run({{"openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in",
                                 file, "-inkey", (keys / "key.pem").string()}});
    BOOST_TEST_REQUIRE(opened.exit == 0, opened.err);
    const auto has = [&](const std::string& line) {
        return opened.out.find(line + "\n") != std::string::npos;
    };
    BOOST_TEST(has(R"({"table":"client_info","key":{"client_id":"1"},"column":"billing_cc_num",)"
                   R"("hex":"636172642d31"})"));
    BOOST_TEST(has(R"({"table":"config","key":{"config_type":"mod_gateway"},"column":"config_2",)"
                   R"("hex":"676174657761792d736563726574"})"));
    BOOST_TEST(opened.out.find("6b657074") == std::string::npos);  // "kept" is in the archive
    std::filesystem::remove_all(keys);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_certificate_encrypts_nothing) {
    cutover::ArchiveWish wish;
    wish.into = hard().folder().parent_path() / "none";
    wish.zone = "UTC";
    wish.secrets_for = hard().folder() / "manifest.json";
    const auto source = hard_v4().session();
    BOOST_CHECK_EXCEPTION(cutover::write_archive(modernbill(), *source, wish), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
    BOOST_TEST(!std::filesystem::exists(wish.into));
}

BOOST_AUTO_TEST_CASE(words_are_found) {
    const Archived& archived = hard();
    BOOST_TEST(archived.ask("select kind, ref from search where search match 'rené'") ==
               "client|1");
    BOOST_TEST(archived.ask("select kind, ref from search where search match 'zoe'") == "client|2");
}

BOOST_AUTO_TEST_CASE(what_did_not_move_says_why) {
    BOOST_TEST(hard().ask("select why from not_moved where source_table = 'client_info' and what = "
                          "'column client_real_pass'") == "plain-text passwords never move");
    BOOST_TEST(hard().ask("select count(*) from sqlite_schema where name = 'moved'") == "0");
    BOOST_TEST_REQUIRE(hard().manifest.remarks.size() >= 1U);
    BOOST_TEST(hard().manifest.remarks[0] ==
               "What moved and where to is not told: no target was given.");
}

BOOST_AUTO_TEST_CASE(what_is_there_already_is_not_written_over) {
    const Archived& archived = hard();
    cutover::ArchiveWish wish;
    wish.into = archived.folder();
    wish.zone = "UTC";
    const auto source = hard_v4().session();
    BOOST_CHECK_EXCEPTION(cutover::write_archive(modernbill(), *source, wish), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
    std::size_t entries = 0;
    for (const auto& entry : std::filesystem::directory_iterator(archived.folder().parent_path()))
        entries += entry.exists() ? 1U : 0U;
    BOOST_TEST(entries == 1U);
}

BOOST_AUTO_TEST_CASE(an_archive_that_is_stopped_leaves_nothing) {
    const Archived& archived = hard();
    const std::filesystem::path into = archived.folder().parent_path() / "stopped";
    const std::atomic<bool> stop = true;
    cutover::ArchiveWish wish;
    wish.into = into;
    wish.zone = "UTC";
    wish.copy.stop = &stop;
    const auto source = hard_v4().session();
    BOOST_CHECK_EXCEPTION(cutover::write_archive(modernbill(), *source, wish), Error,
                          [](const Error& error) { return error.fault() == Fault::interrupted; });
    for (const auto& entry : std::filesystem::directory_iterator(into.parent_path()))
        BOOST_TEST(entry.path() == archived.folder());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
