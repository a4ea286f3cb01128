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

Digest sourced(char name) {
    return Digest::of({&name, 1});
}

std::string marks(const std::vector<std::string>& parents) {
    std::string bytes;
    for (const std::string& parent : parents) {
        const std::uint64_t mark = parent_mark(parent);
        bytes.append(reinterpret_cast<const char*>(&mark), sizeof mark);
    }
    return bytes;
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
        writer.begin(0, "account", 1, 0);
        writer.add({0, 2, sourced('s')}, "", note("1", 'a'));
        writer.add({0, 2, sourced('s')}, "", note("2", 'b'));
        writer.add({1, 1, sourced('t')}, "", note("3", 'c'));
        writer.begin(1, "bill", 1, 0);
        writer.begin(2, "account", 1, 1);
        writer.add({0, 1, {}}, marks({"7"}), note("4", 'd'));
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
    BOOST_TEST(opened.notes->is_whole());
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

BOOST_AUTO_TEST_CASE(rows_are_known_by_the_row_of_the_source_that_they_came_from) {
    auto opened = Notes::open(path, write(), set_up);
    const SourceNotes& first = *opened.notes->source(0);
    BOOST_TEST(first.table_name() == "account");
    BOOST_TEST(first.size() == 2U);
    BOOST_TEST((first.digest(0) == sourced('s')));
    BOOST_TEST((first.digest(1) == sourced('t')));
    BOOST_TEST(first.first_row(0) == 0U);
    BOOST_TEST(first.first_row(1) == 2U);
    BOOST_TEST(first.first_row(2) == 3U);
    BOOST_TEST(opened.notes->source(1)->size() == 0U);
    const SourceNotes& second = *opened.notes->source(2);
    BOOST_TEST(second.first_row(0) == 3U);
    BOOST_TEST((second.digest(0) == Digest{}));
    BOOST_TEST(second.parent(0, 3, 0) == parent_mark("7"));
    BOOST_TEST(opened.notes->source(3) == nullptr);
    BOOST_TEST(second.table().read());
    BOOST_TEST(second.table().key(3) == std::string("\1") + "4");
}

BOOST_AUTO_TEST_CASE(rows_that_are_met_at_once_are_met) {
    auto opened = Notes::open(path, write(), set_up);
    TableNotes& account = *opened.notes->find("account");
    BOOST_TEST(account.meet_rows(0, 2));
    BOOST_TEST((account.meet(note("2", 'b')) == Met::twice));
    BOOST_TEST((account.meet(note("3", 'c')) == Met::same));
    BOOST_TEST(!account.meet_rows(2, 4));
}

// What of a row's source was not written, or would not fit, must be looked at again.
BOOST_AUTO_TEST_CASE(a_source_of_which_not_all_is_noted_has_no_digest) {
    NotesWriter writer(path, set_up);
    writer.begin(0, "account", 1, 0);
    writer.add({0, 2, sourced('s')}, "", note("1", 'a'));  // of two
    for (int row = 0; row < 300; ++row)
        writer.add({1, 300, sourced('t')}, "", note(std::to_string(10 + row), 'b'));
    writer.add({2, 1, sourced('u')}, "", note("2", 'c'));
    // The second of three has lost its parent.
    writer.add({3, 3, sourced('v')}, "", note("3", 'd'));
    writer.add({3, 3, {}}, "", note("4", 'd'));
    writer.add({3, 3, sourced('v')}, "", note("5", 'd'));
    auto opened = Notes::open(path, writer.finish(), set_up);
    const SourceNotes& noted = *opened.notes->source(0);
    BOOST_REQUIRE(noted.size() == 5U);  // 1, 255, 45, 1 and 3 rows
    for (std::size_t source = 0; source < 3; ++source)
        BOOST_TEST((noted.digest(source) == Digest{}), source);
    BOOST_TEST((noted.digest(3) == sourced('u')));
    BOOST_TEST((noted.digest(4) == Digest{}));
    BOOST_TEST(noted.first_row(2) == 256U);
    BOOST_TEST(noted.first_row(3) == 301U);
}

BOOST_AUTO_TEST_CASE(what_is_as_it_was_is_noted_as_it_was) {
    // More than two blocks, of sources that became one row, or two, or three.
    constexpr std::size_t sources = 10'000;
    const auto rows_of = [](std::size_t source) { return source < 5000 ? 1 : 1 + source % 3; };
    std::string name;
    {
        NotesWriter writer(path, set_up);
        writer.begin(0, "account", 1, 1);
        for (std::size_t source = 0; source < sources; ++source)
            for (std::size_t row = 0; row < rows_of(source); ++row)
                writer.add({source, static_cast<std::uint32_t>(rows_of(source)),
                            Digest::of(std::to_string(source))},
                           marks({std::to_string(source % 7)}),
                           note(std::to_string(4 * source + row), 'x'));
        name = writer.finish();
    }
    auto last = Notes::open(path, name, set_up);
    const SourceNotes& noted = *last.notes->source(0);
    BOOST_TEST(noted.table().read());
    {
        NotesWriter writer(path, set_up);
        writer.begin(0, "account", 1, 1);
        writer.add(noted, 0, 4000);
        writer.add({0, 1, sourced('n')}, marks({"n"}), note("999999", 'n'));
        writer.add(noted, 4000, 4001);
        writer.add(noted, 4002, sources);
        name = writer.finish();
    }
    auto next = Notes::open(path, name, set_up);
    const SourceNotes& again = *next.notes->source(0);
    BOOST_TEST(again.table().read());
    BOOST_REQUIRE(again.size() == sources);
    std::size_t row = 0, wrong = 0;
    for (std::size_t source = 0; source < sources; ++source) {
        wrong += again.first_row(source) != row;
        const std::size_t of = source < 4000 ? source : source == 4001 ? 4000 : source;
        if (source == 4000) {
            wrong += again.digest(source) != sourced('n');
            wrong += again.parent(source, row, 0) != parent_mark("n");
            wrong += again.table().note(row++) != note("999999", 'n');
            continue;
        }
        wrong += again.digest(source) != Digest::of(std::to_string(of));
        for (std::size_t i = 0; i < rows_of(of); ++i, ++row) {
            wrong += again.parent(source, row, 0) != parent_mark(std::to_string(of % 7));
            wrong += again.table().note(row) != note(std::to_string(4 * of + i), 'x');
        }
    }
    BOOST_TEST(wrong == 0U);
    BOOST_TEST(again.first_row(sources) == row);
    BOOST_TEST(again.table().rows() == row);
}

BOOST_AUTO_TEST_CASE(a_key_is_not_the_beginning_of_another) {
    TableNotes table(1);
    const std::string one = note("1", '2'), twelve = note("12", 'a');
    table.add(twelve, 1);
    BOOST_TEST((table.meet(one) == Met::unknown));
    BOOST_TEST((table.meet(twelve) == Met::same));
}

// Thousands, so that the index has collisions.
BOOST_AUTO_TEST_CASE(many_keys_are_found_out_of_order) {
    std::vector<std::string> all;
    for (int i = 0; i < 20'000; ++i)
        all.push_back(note(std::to_string(i), 'x'));
    TableNotes table(1);
    for (const std::string& each : all)
        table.add(each, 1);
    std::size_t same = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        same += table.meet(all[i * 7919 % all.size()]) == Met::same;
    BOOST_TEST(same == all.size());
    BOOST_TEST((table.meet(note("20000", 'x')) == Met::unknown));
}

BOOST_AUTO_TEST_CASE(notes_with_any_byte_changed_or_cut_off_are_damaged) {
    const std::string name = write(), whole = bytes(name);
    const auto is_sound = [&] {
        auto opened = Notes::open(path, name, set_up);
        if (opened.notes) return opened.notes->is_whole();
        BOOST_TEST(opened.why_not == "its notes are damaged");
        return false;
    };
    BOOST_TEST(is_sound());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0x20);
        for (const std::string& bad : {flipped, whole.substr(0, i)}) {
            put(name, bad);
            BOOST_TEST(!is_sound(), "byte " << i);
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
        writer.begin(0, "account", 1, 0);
        for (std::uint32_t i = 0; i < rows; ++i)
            writer.add({i, 1, sourced('s')}, "", note(std::to_string(1'000'000 + i), 'x'));
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
        writer.begin(0, "account", 1, 0);
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
    writer.add({}, "", note("1", 'a'));
    BOOST_CHECK_EXCEPTION(writer.finish(), Error,
                          [](const Error& error) { return error.fault() == Fault::disk; });
}

BOOST_AUTO_TEST_SUITE_END()
