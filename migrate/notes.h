// What a migration notes of the rows that it wrote, for a later one to tell which of them have
// changed: of each row its primary key in the target and a digest of its cells. Kept in a file
// whose name stands in the target's books too (books.h), so that what was noted of any other run is
// never taken for what the target holds.
//
//     file     := "tieout notes 1\n" text(set-up) section* 'E' refused(1) check(16)
//     section  := 'S' keys(1) text(table) block*    rows as one load wrote them, in its order
//     block    := 'B' rows(4) size(4) note*         `size`: bytes of its notes
//     note     := key digest(16)                    key: `keys` texts, one a column
//     text     := length bytes                      length: LEB128
//
// Numbers are little-endian. `check` is a digest of all that stands before it, made of pieces of
// `notes_piece` bytes, each with the digest of those before it. `refused` is 1 where the server
// refused a row of that run. notes_writer.h writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace tieout::migrate {

inline constexpr std::string_view notes_magic = "tieout notes 1\n";
inline constexpr std::size_t notes_piece = 1 << 20;
inline constexpr std::size_t note_digest_bytes = sizeof(Digest);

// What two runs must have in common, or the notes of one say nothing to the other.
struct SetUpPart {
    std::string name, value;  // "the pack", "modernbill 1.0 8a3f…"
};
using SetUp = std::vector<SetUpPart>;
std::string text_of(const SetUp& set_up);

// Notes of one table, and which of them have been met again.
class TableNotes {
public:
    enum class Met {
        same,
        changed,
        unknown,  // there is no note of that key
        twice     // and it has been met before
    };

    // `note` must outlive this.
    void add(std::string_view note);
    std::size_t rows() const { return notes_.size(); }
    // Costs one comparison while rows come in the order of the notes.
    Met meet(std::string_view note);
    // The keys that were not met, in the order of the notes.
    std::vector<std::string_view> missed() const;

private:
    static constexpr std::size_t none = ~std::size_t{0};
    std::size_t find(std::string_view key) const;
    void build_index();

    std::vector<std::string_view> notes_;
    std::vector<bool> met_;
    std::vector<std::uint32_t> index_;  // open addressing by digest of the key: 1 + a row; 0: free
    std::size_t next_ = 0;              // the note that is expected next
};

// A file of notes, read.
class Notes {
public:
    struct Opened;
    // The file that NotesWriter::finish() called `name`, where it is whole and of this set-up.
    static Opened open(const std::filesystem::path& folder, const std::string& name,
                       const SetUp& set_up);

    // nullptr: no load wrote to that table.
    TableNotes* find(const std::string& table);
    std::uint64_t rows() const;
    // The server refused a row of that run.
    bool refused() const { return refused_; }

private:
    friend class NotesReader;
    std::unique_ptr<char[]> bytes_;  // the notes point into them
    std::map<std::string, TableNotes> tables_;
    bool refused_ = false;
};

struct Notes::Opened {
    std::optional<Notes> notes;
    std::string why_not;  // where there are none: "they are damaged"
};

// The digest after one more piece.
Digest chained(const Digest& before, std::string_view piece);
// A text as it stands in a note: its length, then its bytes.
void append_note_text(std::string& out, std::string_view text);
// Takes one from the front of `bytes`; nullopt: there is no whole one.
std::optional<std::string_view> take_note_text(std::string_view& bytes);

}  // namespace tieout::migrate
