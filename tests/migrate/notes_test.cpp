// A file of notes: what is written is read again, and nothing else is taken for it.
#include "migrate/notes.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"
#include "migrate/notes_writer.h"

using namespace tieout;
using namespace tieout::migrate;
namespace fs = std::filesystem;

namespace {

const SetUp set_up = {{"the pack", "shop 1"}, {"the configuration", "zone=UTC"}};

// A note as the grammar has it: a key of one column, and 16 bytes.
std::string note(const std::string& key, char digest) {
    return std::string(1, static_cast<char>(key.size())) + key + std::string(16, digest);
}

struct Folder {
    Folder() {
        std::string pattern = fs::temp_directory_path() / "tieout-notes-XXXXXX";
        path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write() const {
        NotesWriter writer(path, set_up);
        writer.begin("account", 1);
        writer.add(2, note("1", 'a') + note("2", 'b'));
        writer.add(1, note("3", 'c'));
        writer.begin("bill", 1);
        writer.begin("account", 1);
        writer.add(1, note("4", 'd'));
        return writer.finish();
    }
    std::string bytes(const std::string& name) const {
        std::ifstream in(path / (name + ".notes"), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream out(path / (name + ".notes"), std::ios::binary);
        out << bytes;
    }
    fs::path path;
};

using Met = TableNotes::Met;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(notes, Folder)

BOOST_AUTO_TEST_CASE(what_is_noted_is_met_again) {
    auto opened = Notes::open(path, write(), set_up);
    BOOST_REQUIRE(opened.notes);
    BOOST_TEST(opened.notes->rows() == 4U);
    BOOST_TEST(!opened.notes->refused());
    BOOST_TEST(opened.notes->find("bill")->rows() == 0U);
    BOOST_TEST(opened.notes->find("price") == nullptr);
    TableNotes& account = *opened.notes->find("account");
    BOOST_TEST((account.meet(note("1", 'a')) == Met::same));
    BOOST_TEST((account.meet(note("2", 'x')) == Met::changed));
    BOOST_TEST((account.meet(note("5", 'e')) == Met::unknown));
    BOOST_TEST((account.meet(note("2", 'b')) == Met::twice));
    const auto missed = account.missed();
    BOOST_TEST(missed.size() == 2U);
    BOOST_TEST(missed[0] == std::string("\1") + "3");
    BOOST_TEST(missed[1] == std::string("\1") + "4");
}

BOOST_AUTO_TEST_CASE(rows_may_come_in_any_order) {
    auto opened = Notes::open(path, write(), set_up);
    TableNotes& account = *opened.notes->find("account");
    for (const auto& [key, digest] : {std::pair{"4", 'd'}, {"2", 'b'}, {"3", 'c'}, {"1", 'a'}})
        BOOST_TEST((account.meet(note(key, digest)) == Met::same));
    BOOST_TEST(account.missed().empty());
}

BOOST_AUTO_TEST_CASE(a_key_is_not_the_beginning_of_another) {
    TableNotes table;
    const std::string one = note("1", '2'), twelve = note("12", 'a');
    table.add(twelve);
    BOOST_TEST((table.meet(one) == Met::unknown));
    BOOST_TEST((table.meet(twelve) == Met::same));
}

// Thousands, so that the index has collisions.
BOOST_AUTO_TEST_CASE(many_keys_are_found_out_of_order) {
    std::vector<std::string> all;
    for (int i = 0; i < 20'000; ++i)
        all.push_back(note(std::to_string(i), 'x'));
    TableNotes table;
    for (const std::string& each : all)
        table.add(each);
    std::size_t same = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        same += table.meet(all[i * 7919 % all.size()]) == Met::same;
    BOOST_TEST(same == all.size());
    BOOST_TEST((table.meet(note("20000", 'x')) == Met::unknown));
}

BOOST_AUTO_TEST_CASE(notes_with_any_byte_changed_or_cut_off_are_damaged) {
    const std::string name = write(), whole = bytes(name);
    BOOST_TEST(Notes::open(path, name, set_up).notes.has_value());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x20);
        for (const std::string& bad : {flipped, whole.substr(0, i)}) {
            put(name, bad);
            const auto opened = Notes::open(path, name, set_up);
            BOOST_TEST(!opened.notes.has_value(), "byte " << i);
            BOOST_TEST(opened.why_not == "its notes are damaged");
        }
    }
}

BOOST_AUTO_TEST_CASE(notes_of_another_set_up_say_what_is_other) {
    const std::string name = write();
    const auto why_not = [&](const SetUp& other) { return Notes::open(path, name, other).why_not; };
    BOOST_TEST(why_not({{"the pack", "shop 2"}, set_up[1]}) == "the pack has changed since");
    BOOST_TEST(why_not({set_up[0], {"the configuration", "zone=UTC defanged"}}) ==
               "the configuration has changed since");
    BOOST_TEST(why_not({set_up[0]}) == "the set-up has changed since");
    BOOST_TEST(why_not(set_up) == "");
}

BOOST_AUTO_TEST_CASE(a_row_that_was_refused_is_remembered) {
    NotesWriter writer(path, set_up);
    writer.refused();
    BOOST_TEST(Notes::open(path, writer.finish(), set_up).notes->refused());
}

BOOST_AUTO_TEST_CASE(pieces_are_put_together_again) {
    std::string name;
    constexpr int rows = 200'000;  // of 24 bytes: several pieces
    {
        NotesWriter writer(path, set_up);
        writer.begin("account", 1);
        for (int i = 0; i < rows; i += 1000) {
            std::string block;
            for (int j = i; j < i + 1000; ++j)
                block += note(std::to_string(1'000'000 + j), 'x');
            writer.add(1000, block);
        }
        name = writer.finish();
    }
    auto opened = Notes::open(path, name, set_up);
    BOOST_REQUIRE(opened.notes);
    TableNotes& account = *opened.notes->find("account");
    BOOST_TEST(account.rows() == static_cast<std::size_t>(rows));
    for (int i = 0; i < rows; ++i)
        if (account.meet(note(std::to_string(1'000'000 + i), 'x')) != Met::same)
            BOOST_ERROR("row " << i << " is not as noted");
}

BOOST_AUTO_TEST_CASE(what_is_not_finished_leaves_nothing_and_one_writes_at_a_time) {
    {
        NotesWriter writer(path, set_up);
        writer.begin("account", 1);
        BOOST_CHECK_EXCEPTION(NotesWriter(path, set_up), Error,
                              [](const Error& error) { return error.fault() == Fault::usage; });
    }
    BOOST_TEST(fs::is_empty(path));
    NotesWriter again(path, set_up);
}

BOOST_AUTO_TEST_CASE(only_the_notes_of_what_the_target_holds_are_kept) {
    const std::string before = write();
    put("aaaaaaaaaaaa", "of another run");
    std::ofstream(path / "17.unfinished") << "of a run that was killed";
    NotesWriter writer(path, set_up);
    const std::string name = writer.finish();
    BOOST_TEST(fs::exists(path / (before + ".notes")));
    writer.keep_only_these();
    BOOST_TEST(!fs::exists(path / (before + ".notes")));
    BOOST_TEST(std::distance(fs::directory_iterator(path), fs::directory_iterator()) == 1);
    BOOST_TEST(Notes::open(path, name, set_up).notes.has_value());
}

BOOST_AUTO_TEST_CASE(a_disk_that_takes_nothing_is_told_at_the_end) {
    std::ofstream(path / "file") << "no folder";
    NotesWriter writer(path / "file" / "notes", set_up);
    writer.add(1, note("1", 'a'));
    BOOST_CHECK_EXCEPTION(writer.finish(), Error,
                          [](const Error& error) { return error.fault() == Fault::disk; });
}

BOOST_AUTO_TEST_SUITE_END()
