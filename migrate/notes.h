// What a migration notes of the rows that it read and wrote, for a later one to tell which of them
// have changed: of each row of the source a digest of its cells, and of each row that it became the
// primary key in the target, a digest of its cells, and which parents it named. Kept in a file
// whose name stands in the target's books too (books.h), so that what was noted of any other run is
// never taken for what the target holds.
//
//     file     := "tieout notes 2\n" text(set-up) section* 'E' refused(1) check(16)
//     section  := 'S' source(4) keys(1) parents(1) text(table) block*
//     block    := 'B' sources(4) rows(4) size(4) digest(16)*sources count(1)*sources
//                 parent(8)*parents*rows note*rows              `size`: bytes of its notes
//     note     := key digest(16)                                key: `keys` texts, one a column
//     text     := length bytes                                  length: LEB128
//
// A section is of one source of a table, which is known by its place in the plan: `source`.
// `count`: how many of the rows, in order, that row of the source became. Its digest is zero where
// what it became does not follow from it alone. `parent`: parent_mark() of the cell; 0 for NULL.
// All blocks of a section but the last are of `sources_a_block` rows of the source. Numbers are
// little-endian. `check` is a digest of all that stands before it, made of pieces of `notes_piece`
// bytes, each with the digest of those before it. `refused` is 1 where the server refused a row of
// that run. notes_writer.h writes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace tieout::migrate {

inline constexpr std::string_view notes_magic = "tieout notes 2\n";
inline constexpr std::size_t notes_piece = 1 << 20;
inline constexpr std::size_t note_digest_bytes = sizeof(Digest);
inline constexpr std::size_t sources_a_block = 4096;
inline constexpr std::size_t most_rows_a_source = 255;

// What two runs must have in common, or the notes of one say nothing to the other.
struct SetUpPart {
    std::string name, value;  // "the pack", "modernbill 1.0 8a3f…"
};
using SetUp = std::vector<SetUpPart>;
std::string text_of(const SetUp& set_up);

// What stands in a note for the parent that a row names: never 0.
std::uint64_t parent_mark(std::string_view id);

// Notes of one table, and which of its rows have been met again. Rows are known by their place
// among all that are noted of the table.
class TableNotes {
public:
    enum class Met {
        same,
        changed,
        unknown,  // there is no note of that key
        twice     // and it has been met before
    };

    // Texts of a key.
    explicit TableNotes(std::size_t keys) : keys_(keys) {}
    std::size_t keys() const { return keys_; }
    // So many notes more, which outlive this. They are looked at when one is first asked for: a
    // table in which nothing is looked up costs nothing.
    void add(std::string_view notes, std::size_t rows);
    // False: what was added is not as the grammar says.
    bool read();

    std::size_t rows() const { return rows_; }
    // After read(). Its key and a digest of its cells.
    std::string_view note(std::size_t row) const;
    std::string_view key(std::size_t row) const;
    // Of rows that were added at once, as they lie there.
    std::string_view notes(std::size_t first, std::size_t last) const {
        if (first == last) return {};
        const std::string_view end = note(last - 1);
        return {notes_[first], static_cast<std::size_t>(end.data() + end.size() - notes_[first])};
    }

    // Costs one comparison while rows come in the order of the notes.
    Met meet(std::string_view note);
    // Rows that are as they were, and are not asked for by meet(). False: one has been met before.
    bool meet_rows(std::size_t first, std::size_t last);
    // The keys that were not met, in the order of the notes.
    std::vector<std::string_view> missed();

private:
    static constexpr std::size_t none = ~std::size_t{0};
    std::string_view key_of(std::string_view note) const {
        return note.substr(0, note.size() - note_digest_bytes);
    }
    bool read(std::string_view notes, std::size_t rows);
    std::size_t find(std::string_view key) const;
    void build_index();

    struct Piece {
        std::string_view notes;
        std::size_t rows;
    };

    std::size_t keys_, rows_ = 0;
    std::vector<Piece> unread_;
    bool is_sound_ = true;
    std::vector<const char*> notes_;
    std::vector<bool> met_;
    std::vector<std::uint32_t> index_;  // open addressing by digest of the key: 1 + a row; 0: free
    std::size_t next_ = 0;              // the note that is expected next
};

// Notes of one source of a table: its rows by their places in it.
class SourceNotes {
public:
    // `table` outlives it.
    SourceNotes(std::string name, TableNotes& table, std::size_t parents)
        : name_(std::move(name)), table_(&table), parents_(parents) {}

    const std::string& table_name() const { return name_; }
    TableNotes& table() const { return *table_; }
    std::size_t parents() const { return parents_; }
    std::size_t size() const { return sources_; }

    Digest digest(std::size_t source) const {
        Digest digest;
        std::memcpy(&digest, block_of(source).digests + place_of(source) * sizeof digest,
                    sizeof digest);
        return digest;
    }
    // Of the table's rows the first that it became; the next source's first is one past its last.
    std::size_t first_row(std::size_t source) const;
    // The mark of parent `which` of a row of the table that came from `source`.
    std::uint64_t parent(std::size_t source, std::size_t row, std::size_t which) const;

    // The first text of the key of a row near `source`; "": there is none. Not by
    // TableNotes::read().
    std::string_view first_text_near(std::size_t source) const;

    // Sources that lie in one block, as they lie there.
    struct Run {
        std::size_t sources, rows;
        std::string_view digests, counts, parents, notes;
    };
    // From `first` as many as lie in its block, but not `last`.
    Run run(std::size_t first, std::size_t last) const;

    // Takes a block from the front of `bytes`, which must outlive this and the table. False: it is
    // not as the grammar says.
    bool add_block(std::string_view& bytes);

private:
    struct Block {
        const char *digests, *counts, *parents;
        std::size_t first_row;             // of the table
        std::vector<std::uint32_t> begin;  // of each source's rows in the block; empty: one each
        std::string_view notes;
    };

    const Block& block_of(std::size_t source) const { return blocks_[source / sources_a_block]; }
    static std::size_t place_of(std::size_t source) { return source % sources_a_block; }
    std::size_t parents_bytes(std::size_t rows) const {
        return rows * parents_ * sizeof(std::uint64_t);
    }

    std::string name_;
    TableNotes* table_;
    std::size_t parents_, sources_ = 0, end_ = 0;  // one past the last row
    std::vector<Block> blocks_;
};

// A file of notes. What it says may be used at once, and is not to be believed before is_whole().
class Notes {
public:
    struct Opened;
    // The file that NotesWriter::finish() called `name`, where it is of this set-up.
    static Opened open(const std::filesystem::path& folder, const std::string& name,
                       const SetUp& set_up);

    // nullptr: no load wrote to that table.
    TableNotes* find(const std::string& table);
    // nullptr: nothing was noted of that source.
    const SourceNotes* source(std::size_t place) const;
    std::uint64_t rows() const;
    // The server refused a row of that run.
    bool refused() const { return refused_; }
    // Every byte is as it was written; a thread of its own finds out from the beginning on.
    bool is_whole() const { return is_whole_.get(); }

private:
    friend class NotesReader;
    std::shared_ptr<const char> bytes_;  // the notes point into them
    std::map<std::string, TableNotes> tables_;
    std::map<std::size_t, SourceNotes> sources_;  // by place in the plan
    bool refused_ = false;
    std::shared_future<bool> is_whole_;
};

struct Notes::Opened {
    std::optional<Notes> notes;
    std::string why_not;  // where there are none: "its notes are damaged"
};

inline constexpr const char* damaged_notes = "its notes are damaged";

// The digest after one more piece.
Digest chained(const Digest& before, std::string_view piece);
// A text as it stands in a note: its length, then its bytes.
void append_note_text(std::string& out, std::string_view text);
// Takes one from the front of `bytes`; nullopt: there is no whole one.
std::optional<std::string_view> take_note_text(std::string_view& bytes);

}  // namespace tieout::migrate
