// Who is told what, and when: names that would do harm, addresses that are none, languages, days.
#include "cutover/notices.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "cutover/window_clock.h"
#include "tests/cutover/planned.h"
#include "verify/shape.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
using cutover::Audience;
using cutover::NoticeTexts;

// v4's tables are latin1; what came from a page in UTF-8 lies in them as its bytes. Client 3: a
// letter that turns the line round, client 4: מש.
constexpr const char* clients = R"(
    set session sql_mode = '';
    insert into client_info (client_id, client_fname, client_lname, client_email, client_status, default_translation) values
      (1, '=1+1', '', 'one@example.org', '2', 'english'),
      (2, x'5A6FC3AB0D0A4263633A20782079', 'O, "Brien"', 'two@example.org', '2', 'Dutch'),
      (3, x'416461E280AE78', 'L', 'three@example.org', '2', null),
      (4, x'D79ED7A9', '', 'four@example.org', '2', ' deutsch '),
      (5, 'Same', 'Address', 'ONE@example.org', '2', 'english'),
      (6, 'No', 'Address', 'none at all', '2', 'english'),
      (7, 'Two', 'Addresses', 'a@example.org,b@example.org', '2', 'english'),
      (8, 'Gone', 'Away', 'gone@example.org', '4', 'english'),
      (9, 'Empty', '', '  ', '2', 'english'),
      (10, 'Kei', 'S', 'kei@example.org', ' 2', 'japanese'),
      (11, 'Aoi', 'S', 'aoi@example.org', '2', 'Japanese');
)";

Audience audience_of(const Planned& planned, const NoticeTexts& texts) {
    const auto source = verify::open_in_shape(planned.pack, db::Session::open(planned.v4.parsed()));
    return cutover::read_audience(planned.pack, cutover::PlanFile::load(planned.pack).notices,
                                  texts, *source);
}

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "tieout-texts-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& language, const std::string& kind, const std::string& text) {
        fs::create_directories(path / language);
        std::ofstream(path / language / (kind + ".md")) << text;
    }
    fs::path path;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(notices)

BOOST_AUTO_TEST_CASE(active_clients_are_told_once_in_their_language_and_no_name_does_harm) {
    const Planned planned(db::Engine::mysql, db::Engine::sqlite);
    planned.v4.run_client(clients);
    const Audience audience = audience_of(planned, NoticeTexts(planned.pack, {}));
    BOOST_TEST(cutover::contacts_csv(audience.contacts) ==
               "name,email,language\r\n"
               "'=1+1,one@example.org,en\r\n"
               "\"Zoë  Bcc: x y O, \"\"Brien\"\"\",two@example.org,nl\r\n"
               "Adax L,three@example.org,en\r\n"
               "מש,four@example.org,de\r\n"
               "Kei S,kei@example.org,en\r\n"
               "Aoi S,aoi@example.org,en\r\n");
    BOOST_TEST(audience.shared == 1u);
    BOOST_TEST(cutover::contacts_csv(audience.unreachable) ==
               "name,email,language\r\n"
               "No Address,none at all,\"\"\r\n"
               "Two Addresses,\"a@example.org,b@example.org\",\"\"\r\n");
    const std::map<std::string, std::uint64_t> languages{{"de", 1}, {"en", 4}, {"nl", 1}};
    BOOST_TEST((audience.by_language == languages));
    const std::map<std::string, std::uint64_t> without{{"japanese", 2}};
    BOOST_TEST((audience.without_texts == without));
}

BOOST_AUTO_TEST_CASE(every_language_of_the_pack_has_its_four_texts_and_all_placeholders_are_known) {
    const auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    const NoticeTexts texts(pack, {});
    const std::map<std::string, std::string> words{{"day", "2027-01-14"},
                                                   {"begins", "2027-01-14 02:00"},
                                                   {"ends", "2027-01-14 04:00"},
                                                   {"zone", "America/New_York"},
                                                   {"length", "2 h"}};
    for (const auto& [word, language] : cutover::PlanFile::load(pack).notices.languages) {
        BOOST_TEST(texts.has(language), language);
        for (const char* kind : cutover::notice_kinds) {
            const std::string text = texts.filled(kind, language, words).text;
            BOOST_TEST(text.starts_with("Subject: "), kind << " " << language);
            BOOST_TEST(text.find("{{name}}") != std::string::npos);
            BOOST_TEST(text.find("{{begins}}") == std::string::npos);
        }
    }
    const std::string reminder = texts.filled("reminder", "en", words).text;
    BOOST_TEST(reminder.find("from 2027-01-14 02:00 to 2027-01-14 04:00 (America/New_York), 2 h") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(texts_of_ones_own_go_before_the_packs_and_may_bring_a_language) {
    const auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    Folder own;
    own.write("en", "begin", "Mine at {{begins}}");
    own.write("fr", "begin", "Bonjour");
    const NoticeTexts texts(pack, own.path);
    BOOST_TEST(texts.filled("begin", "en", {{"begins", "2 h"}}).text == "Mine at 2 h");
    BOOST_TEST(texts.filled("end", "en", {}).text.starts_with("Subject: Our billing"));
    BOOST_TEST(!texts.has("fr"));
    for (const char* kind : cutover::notice_kinds)
        own.write("fr", kind, "Bonjour");
    BOOST_TEST(texts.has("fr"));
}

BOOST_AUTO_TEST_CASE(a_misspelt_placeholder_is_an_error_with_its_place) {
    const auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    Folder own;
    const auto fault = [&](const std::string& text) -> std::string {
        own.write("en", "begin", text);
        try {
            NoticeTexts(pack, own.path).filled("begin", "en", {{"begins", "x"}});
        } catch (const Error& error) {
            const std::string what = error.what();
            return what.substr(what.find("begin.md"));
        }
        return "";
    };
    BOOST_TEST(fault("a\nb {{beginns}}") ==
               "begin.md:2:3: found `{{beginns}}`, expected one of name, email, begins; did you "
               "mean `begins`?");
    BOOST_TEST(fault("{{begins") == "begin.md:1:1: found `{{` without its `}}`");
    BOOST_TEST(fault("{{name}} {begins} }}") == "");
}

// New York; the window begins on Thursday 2027-01-14 at 02:00.
BOOST_AUTO_TEST_CASE(people_are_told_days_before_the_night_at_the_hour_of_the_plan) {
    verify::Zone zone("America/New_York");
    cutover::NoticePlan plan;
    const std::int64_t begin = 1799910000;
    const auto at = [&](const char* now) {
        return cutover::notice_times(plan, zone, begin, begin + 7200, cutover::utc_seconds(now));
    };
    const auto early = at("2026-12-01T00:00:00Z");
    BOOST_TEST(cutover::clock_words(zone, early.announcement) == "Thu 2027-01-07 10:00");
    BOOST_TEST(cutover::clock_words(zone, early.reminder) == "Wed 2027-01-13 10:00");
    BOOST_TEST(early.begin == begin);
    BOOST_TEST(early.end == begin + 7200);
    BOOST_TEST(!early.is_late);
    BOOST_TEST(!at("2027-01-07T15:00:00Z").is_late);
    BOOST_TEST(at("2027-01-07T15:00:01Z").is_late);
    const auto late = at("2027-01-08T12:00:00Z");
    BOOST_TEST(late.is_late);
    BOOST_TEST(cutover::utc_text(late.announcement) == "2027-01-08T12:00:00Z");
    BOOST_TEST(cutover::clock_words(zone, late.reminder) == "Wed 2027-01-13 10:00");
    const auto last = at("2027-01-13T20:00:00Z");
    BOOST_TEST(last.reminder == last.announcement);
}

BOOST_AUTO_TEST_CASE(an_hour_that_the_clocks_skip_is_the_next_one) {
    verify::Zone zone("America/New_York");
    cutover::NoticePlan plan;
    plan.hour = 2;
    const auto times =
        cutover::notice_times(plan, zone, cutover::utc_seconds("2027-03-21T06:00:00Z"), 0, 0);
    BOOST_TEST(cutover::clock_words(zone, times.announcement) == "Sun 2027-03-14 03:00");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
