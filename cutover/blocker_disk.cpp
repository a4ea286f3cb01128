// Is there room for the night? What the last cycle took tells what the next one takes.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "cutover/blocker_parts.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

// Reports of a cycle with many findings grow; so much is asked for even where none has run.
constexpr std::uint64_t at_least = 64ULL << 20;
// The night may have twice the findings of the last rehearsal, and a second try.
constexpr std::uint64_t times = 2;

std::uint64_t bytes_below(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code gone;
    for (fs::recursive_directory_iterator entry(folder, gone), end; entry != end;
         entry.increment(gone))
        if (entry->is_regular_file(gone)) bytes += entry->file_size(gone);
    return bytes;
}

// The nearest folder above that is there: the state folder is made by the first cycle.
fs::path existing(fs::path folder) {
    std::error_code not_there;
    folder = fs::absolute(folder, not_there);
    while (!fs::exists(folder, not_there) && folder.has_relative_path())
        folder = folder.parent_path();
    return folder;
}

std::uint64_t free_at(const fs::path& folder) {
    std::error_code trouble;
    const fs::space_info space = fs::space(existing(folder), trouble);
    if (trouble) throw Error(Fault::disk, folder.string() + ": " + trouble.message());
    return space.available;
}

std::string in_megabytes(std::uint64_t bytes) {
    return fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6);
}

std::uint64_t spilled_by(const std::optional<rules::CycleRecord>& last) {
    std::uint64_t most = 0;
    if (last)
        for (const rules::TieResult& tie : last->ties)
            most = std::max(most, tie.spilled_bytes);
    return most;
}

}  // namespace

// What is free changes by the second: it is said where it matters, so that two plans of one state
// are the same.
Sight judge_disk(const std::string& where, std::uint64_t free, std::uint64_t needed) {
    const std::string takes = in_megabytes(needed);
    if (free >= needed)
        return Sight::clear(fmt::format("{} has the {} that a cycle may take", where, takes));
    return Sight::blocks(
        fmt::format("{} has {} free, a cycle may take {}", where, in_megabytes(free), takes),
        "make room there");
}

Sight look_at_disk(Scene& scene) {
    std::uint64_t needed = at_least;
    if (scene.last) {
        const fs::path folder =
            scene.project.state / "cycles" / fmt::format("{:04}", scene.last->number);
        needed = std::max(needed, times * bytes_below(folder));
    }
    Sight state = judge_disk("the disk of the state folder", free_at(scene.project.state), needed);
    const std::uint64_t spilled = spilled_by(scene.last);
    if (state.state == Blocker::State::blocks || spilled == 0) return state;
    Sight rows =
        judge_disk("the disk of $TMPDIR", free_at(fs::temp_directory_path()), times * spilled);
    rows.sentence = state.sentence + "; " + rows.sentence;
    return rows;
}

}  // namespace tieout::cutover
