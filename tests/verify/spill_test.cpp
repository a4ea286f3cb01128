#include <boost/test/unit_test.hpp>
#include <random>

#include "base/error.h"
#include "tests/verify/disk.h"
#include "tests/verify/meeting.h"
#include "verify/spill_file.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using Keys = Matcher::Keys;

namespace {

constexpr std::size_t kib = 1024;

Rows numbered(int rows, const std::string& value) {
    Rows all;
    for (int i = 0; i < rows; ++i)
        all.push_back({std::to_string(i), value});
    return all;
}

Rows shuffled(Rows rows, unsigned seed) {
    std::shuffle(rows.begin(), rows.end(), std::mt19937(seed));
    return rows;
}

bool is_disk(const Error& error) {
    return error.fault() == Fault::disk &&
           std::string(error.what()).find("--memory") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(spill)

BOOST_AUTO_TEST_CASE(records_are_read_as_they_were_written) {
    SpillFile file;
    const std::string large(200 * kib, 'x');
    file.append({SpillRecord::Kind::row, SideName::target, 3, 0, "keyfields"});
    file.append({SpillRecord::Kind::changed, SideName::source, 1, 7, large});
    file.append({SpillRecord::Kind::copies, SideName::source, 0, 1ULL << 40, ""});
    file.seal();
    std::vector<SpillRecord> some;
    BOOST_REQUIRE(file.next(some));
    BOOST_TEST((some.at(0).side == SideName::target));
    BOOST_TEST(some.at(0).key_size == 3U);
    BOOST_TEST(some.at(0).bytes == "keyfields");
    BOOST_TEST(some.size() == 1U);  // the second is larger than a block
    BOOST_REQUIRE(file.next(some));
    BOOST_TEST((some.at(0).kind == SpillRecord::Kind::changed));
    BOOST_TEST(some.at(0).number == 7U);
    BOOST_TEST(some.at(0).bytes == large);
    BOOST_REQUIRE(some.size() == 2U);
    BOOST_TEST(some.at(1).number == 1ULL << 40);
    BOOST_TEST(some.at(1).bytes.empty());
    BOOST_TEST(!file.next(some));
    BOOST_TEST(file.size() > large.size());
}

BOOST_AUTO_TEST_CASE(records_that_fill_many_blocks_are_all_read) {
    SpillFile file;
    constexpr std::size_t records = 5'000;
    for (std::size_t i = 0; i < records; ++i)
        file.append({SpillRecord::Kind::row, SideName::source, 2, i, std::string(i % 100, 'r')});
    file.seal();
    std::vector<SpillRecord> some;
    std::size_t read = 0;
    bool same = true;
    for (; file.next(some); read += some.size())
        for (std::size_t i = 0; i < some.size(); ++i)
            same = same && some[i].number == read + i &&
                   some[i].bytes == std::string((read + i) % 100, 'r');
    BOOST_TEST(same);
    BOOST_TEST(read == records);
}

BOOST_AUTO_TEST_CASE(nothing_is_written_while_the_memory_suffices) {
    const Rows rows = numbered(2000, "v");
    BOOST_TEST(met(rows, shuffled(rows, 1), Keys::to_be_counted).spilled_bytes == 0U);
    // In step nobody waits, and ids that ascend are remembered in no space.
    BOOST_TEST(met(rows, rows, Keys::to_be_counted, As::integer, kib).spilled_bytes == 0U);
}

BOOST_AUTO_TEST_CASE(rows_that_went_to_disk_meet_all_the_same) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted}) {
        const Rows rows = numbered(5000, "v");
        const Outcome outcome =
            met(shuffled(rows, 1), shuffled(rows, 2), keys, As::integer, 32 * kib);
        BOOST_TEST(outcome.spilled_bytes > 100 * kib);
        BOOST_TEST(outcome.counts.equal == 5000U);
        BOOST_TEST(outcome.lines.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_part_that_is_too_large_alone_is_divided_again) {
    const Rows rows = numbered(20000, "v");
    const Outcome outcome =
        met(shuffled(rows, 1), shuffled(rows, 2), Keys::proved_unique, As::text, 8 * kib);
    BOOST_TEST(outcome.counts.equal == 20000U);
    // Each row has a key of 5 to 9 bytes, a field of 6 and 24 bytes before them; nearly all went
    // to disk once, and once more.
    BOOST_TEST(outcome.spilled_bytes > 2U * 2U * 19000U * (5 + 6 + 24));
}

BOOST_AUTO_TEST_CASE(what_is_told_is_the_same_however_little_memory_there_is) {
    for (unsigned seed = 0; seed < 120; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&random](unsigned n) { return unsigned(random() % n); };
        const bool counted = seed % 3 != 0;
        Rows source, target;
        for (unsigned i = 0; i < 300; ++i) {
            const std::string key = std::to_string(i);
            // Some rows are larger than any size class of the store.
            const std::string value(below(40) == 0 ? 3000 : below(60) + 1, 'a');
            const unsigned fate = below(12);
            if (fate != 0) source.push_back({key, value});
            if (fate != 1) target.push_back({key, fate == 2 ? value + "b" : value});
            for (unsigned copies = below(3); counted && fate == 3 && copies > 0; --copies)
                source.push_back({key, value});
            for (unsigned copies = below(3); counted && fate == 4 && copies > 0; --copies)
                target.push_back({key, value});
            if (counted && fate == 5) {
                source.push_back({key, value});
                target.push_back({key, value});
            }
            if (fate == 6) (below(2) == 0 ? source : target).push_back({"-", "n"});
        }
        if (seed % 4 != 0) source = shuffled(source, seed);
        if (seed % 4 != 1) target = shuffled(target, seed + 1);
        const Keys keys = counted ? Keys::to_be_counted : Keys::proved_unique;
        const As key_as = seed % 2 == 0 ? As::integer : As::text;
        const std::size_t memory = (std::size_t{4} << (seed % 5)) * kib;
        BOOST_TEST_CONTEXT("seed " << seed << ", " << memory << " bytes") {
            const Outcome outcome = met(source, target, keys, key_as, memory);
            BOOST_TEST(outcome.spilled_bytes > 0U);
            const Expected expected = by_looking(source, target);
            BOOST_TEST(outcome.lines == expected.lines, boost::test_tools::per_element());
            BOOST_TEST(outcome.counts.equal == expected.equal);
            const Outcome unlimited = met(source, target, keys, key_as);
            BOOST_TEST(unlimited.spilled_bytes == 0U);
            BOOST_TEST(outcome.counts.changed == unlimited.counts.changed);
            BOOST_TEST(outcome.counts.source_alone == unlimited.counts.source_alone);
            BOOST_TEST(outcome.counts.target_alone == unlimited.counts.target_alone);
            BOOST_TEST(outcome.counts.duplicate == unlimited.counts.duplicate);
            BOOST_TEST((outcome.balance == unlimited.balance));
        }
    }
}

BOOST_AUTO_TEST_CASE(memory_is_kept_within_its_budget) {
    Told told;
    constexpr std::size_t budget = 512 * kib;
    constexpr std::size_t files = 64 * 160 * kib;  // a block each, and room to fill it
    Matcher within(Keys::to_be_counted, Keys::to_be_counted, told, budget);
    Matcher unlimited(Keys::to_be_counted, Keys::to_be_counted, told);
    std::size_t most = 0;
    for (int i = 0; i < 200'000; ++i) {
        CanonicalBatch batch;
        append(batch, {SideName::source, std::to_string(i).c_str(),
                       "a value of some forty bytes, so that it adds up"});
        within.add(SideName::source, batch);
        unlimited.add(SideName::source, batch);
        most = std::max(most, within.bytes());
    }
    BOOST_TEST(most < budget + files + 256 * kib);
    BOOST_TEST(unlimited.bytes() > 200'000U * (16 + 16 + 70));
}

BOOST_AUTO_TEST_CASE(a_table_that_is_cleared_holds_nothing) {
    KeyedTable table;
    const std::size_t empty = table.bytes();
    for (int i = 0; i < 10'000; ++i) {
        const std::string key = text(std::to_string(i).c_str());
        const Digest digest = Digest::of(key);
        table.see(SideName::source, digest);
        table.wait(SideName::source, digest, key, std::string(i % 100 == 0 ? 5000 : 50, 'v'));
        table.add_copies(SideName::target, key, 1);
    }
    BOOST_TEST(table.bytes() > empty + 10'000U * (16 + 16 + 50 + 40));
    table.clear();
    BOOST_TEST(table.bytes() == empty);
    BOOST_TEST(table.rows() == 0U);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_sealed_has_no_buffer) {
    SpillFile file;
    file.append({SpillRecord::Kind::row, SideName::source, 1, 0, std::string(30 * kib, 'x')});
    BOOST_TEST(file.buffer_bytes() > 30 * kib);
    file.seal();
    BOOST_TEST(file.buffer_bytes() < 100U);
}

BOOST_AUTO_TEST_CASE(what_is_held_is_counted) {
    Told told;
    Matcher matcher(Keys::to_be_counted, Keys::to_be_counted, told);
    const auto add = [&matcher](SideName side, int from, int to, const char* value) {
        for (int i = from; i < to; ++i) {
            CanonicalBatch batch;
            append(batch, {side, ("k" + std::to_string(i)).c_str(), value});
            matcher.add(side, batch);
        }
    };
    const std::string value(100, 'v'), other(100, 'w');
    const std::size_t empty = matcher.bytes();
    add(SideName::source, 0, 10'000, value.c_str());
    const std::size_t waiting = matcher.bytes();
    BOOST_TEST(waiting - empty > 10'000U * (100 + 16));
    // Places of rows that have left are held for others.
    add(SideName::target, 0, 5'000, value.c_str());
    BOOST_TEST(matcher.waiting() == 5'000U);
    BOOST_TEST(matcher.bytes() > waiting);
    // Pairs that differ are held until no copy of their key can come.
    const std::size_t before = matcher.bytes();
    add(SideName::target, 5'000, 10'000, other.c_str());
    BOOST_TEST(matcher.bytes() > before);
    const std::size_t unrepeated = matcher.bytes();
    add(SideName::target, 0, 1'000, value.c_str());
    BOOST_TEST(matcher.bytes() - unrepeated > 1'000U * 40);
}

BOOST_AUTO_TEST_CASE(a_disk_that_cannot_hold_them_is_said) {
    const Rows rows = numbered(5000, "a value that takes its room on the disk, and then some");
    const auto run = [&rows] {
        met(rows, shuffled(rows, 2), Keys::proved_unique, As::text, 32 * kib);
    };
    {
        const TemporaryFolder nowhere("/nowhere");
        BOOST_CHECK_EXCEPTION(run(), Error, is_disk);
    }
    {
        const FullDisk full(kib);
        BOOST_CHECK_EXCEPTION(run(), Error, is_disk);
    }
    BOOST_CHECK_NO_THROW(run());
}

BOOST_AUTO_TEST_SUITE_END()
