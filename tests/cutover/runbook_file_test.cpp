// runbook.yaml as it is read: every word of it, and what is wrong with it.
#include "cutover/runbook_file.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "tests/support/temporary_folder.h"

namespace tieout::cutover::tests {
namespace {

const std::string hooks =
    "freeze: {check: [./f, check], do: [./f, do], undo: [./f, undo]}\n"
    "switch: {check: a, do: b, undo: c, within: 30s}\n";

struct Written {
    tieout::tests::TemporaryFolder folder;
    std::filesystem::path file;
    explicit Written(const std::string& text) : file(folder.path() / "runbook.yaml") {
        std::ofstream(file) << text;
    }
    RunbookFile load(const std::string& zone = "America/New_York") const {
        return RunbookFile::load(file, zone);
    }
    std::string message() const {
        try {
            load();
        } catch (const Error& error) {
            BOOST_TEST((error.fault() == Fault::usage));
            return std::string(error.what()).substr(folder.path().string().size() + 1);
        }
        return "nothing is wrong";
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(runbook_file)

BOOST_AUTO_TEST_CASE(what_it_says_is_read) {
    const RunbookFile book = Written(hooks +
                                     "window: {begins: 2026-07-04 02:00, ends: 2026-07-04 06:30}\n"
                                     "sign_offs_within: 30 min\nsmoke: {form: {tcp: 'h:1'}}\n"
                                     "watch: {for: 10 min}\nkeep: {until: 2030-12-31, readers: [a, "
                                     "b]}\n")
                                 .load();
    BOOST_TEST(book.freeze.act.size() == 2U);
    BOOST_TEST(book.freeze.act[1] == "do");
    BOOST_TEST((book.freeze.within == std::chrono::minutes(2)));
    BOOST_TEST((book.settle == std::chrono::seconds(2)));
    BOOST_TEST((book.switch_over.within == std::chrono::seconds(30)));
    BOOST_TEST(!book.open.has_value());
    // Summer in New York: four hours behind UTC.
    BOOST_TEST(book.window->begins.text() == "2026-07-04T06:00:00Z");
    BOOST_TEST(book.window->ends.text() == "2026-07-04T10:30:00Z");
    BOOST_TEST((book.sign_offs_within == std::chrono::minutes(30)));
    BOOST_TEST(book.smoke.at(0).name == "form");
    BOOST_TEST((book.watch.every == std::chrono::seconds(30)));
    BOOST_TEST(book.keep.until->text() == "2030-12-31");
    BOOST_TEST(book.keep.readers.size() == 2U);
    BOOST_TEST(book.postpone_file.filename() == "POSTPONE");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_with_its_place) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"freeze: {check: a, do: b}\n", "runbook.yaml:1:9: found only check or do"},
        {hooks + "watch: {for: soon}\n",
         "runbook.yaml:3:14: found `soon`, expected a number of ms, s, min or h"},
        {hooks + "keep: {until: 2030-02-30}\n",
         "runbook.yaml:3:15: found `2030-02-30`, expected a day that exists, as 2030-12-31"},
        {hooks + "window: {begins: 2026-03-08 02:30, ends: 2026-03-08 06:00}\n",
         "runbook.yaml:3:18: found `2026-03-08 02:30`, which the clocks of America/New_York skip"},
        {hooks + "window: {begins: 2026-11-01 01:30, ends: 2026-11-01 06:00}\n",
         "runbook.yaml:3:18: found `2026-11-01 01:30`, which the clocks of America/New_York show "
         "twice"},
        {hooks + "window: {begins: 2026-12-05 06:00, ends: 2026-12-05 02:00}\n",
         "runbook.yaml:3:42: the window ends before it begins"},
        {hooks + "open: {check: [], do: b, undo: c}\n",
         "runbook.yaml:3:15: found nothing, expected a program and its words"}};
    for (const auto& [text, message] : wrong)
        BOOST_TEST(Written(text).message().substr(0, message.size()) == message);
    BOOST_CHECK_EXCEPTION(RunbookFile::load("no/runbook.yaml", "UTC"), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::cutover::tests
