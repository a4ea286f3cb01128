// Writes a file of notes (notes.h) while rows are written, in pieces, so that it takes no memory;
// the file gets its name when it is whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "migrate/notes.h"
#include "migrate/origin.h"

namespace tieout::migrate {

class NotesWriter {
public:
    // Makes `folder` where there is none; one process at a time has it. Throws Error(Fault::disk),
    // or Error(Fault::usage) where another has it.
    NotesWriter(std::filesystem::path folder, const SetUp& set_up);
    // What is not finished is removed.
    ~NotesWriter();
    NotesWriter(const NotesWriter&) = delete;
    NotesWriter& operator=(const NotesWriter&) = delete;

    // Rows of another source of a table, whose place in the plan is `source`; a row has so many
    // texts in its key, and names so many parents.
    void begin(std::size_t source, std::string_view table, std::size_t keys, std::size_t parents);
    // A row of the target: the marks of its parents, and its note. Rows that came from one row of
    // the source follow one another. What goes wrong at the disk is told by finish(): a migration
    // does not end for it.
    void add(const Origin& origin, std::string_view parents, std::string_view note);
    // Rows of the source that are as they were: from `first` to before `last` of those noted.
    void add(const SourceNotes& noted, std::size_t first, std::size_t last);
    void refused() { refused_ = true; }
    // The file is on the disk under its name, which is returned: 12 hexadecimal digits of its
    // digest. Throws Error(Fault::disk).
    std::string finish();
    // Once the target holds what they speak of: removes all other notes of the folder. Nothing
    // where these were not finished.
    void keep_only_these() const;

private:
    // What is gathered of a block (notes.h).
    struct Block {
        std::size_t sources = 0, rows = 0;
        std::string digests, counts, parents, notes;
    };

    void open_source(const Origin& origin);
    void close_source();
    void put_block();
    void put(std::string_view bytes);
    void put_piece();
    void write_all(std::string_view bytes);
    [[noreturn]] void fail(int error) const;

    std::filesystem::path folder_, path_, name_;
    int lock_ = -1, file_ = -1;
    int error_ = 0;  // errno of the first write that failed
    Block block_;
    Origin open_;                // where the last source of the block came from
    std::size_t open_rows_ = 0;  // of it; 0: none is open
    std::string piece_;
    Digest check_;
    bool refused_ = false;
};

}  // namespace tieout::migrate
