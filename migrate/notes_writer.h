// Writes a file of notes (notes.h) while rows are written, in pieces, so that it takes no memory;
// the file gets its name when it is whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "migrate/notes.h"

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

    // Rows of another load, whose primary key has `keys` columns.
    void begin(std::string_view table, std::size_t keys);
    // What goes wrong at the disk is told by finish(): a migration does not end for it.
    void add(std::size_t rows, std::string_view notes);
    void refused() { refused_ = true; }
    // The file is on the disk under its name, which is returned: 12 hexadecimal digits of its
    // digest. Throws Error(Fault::disk).
    std::string finish();
    // Once the target holds what they speak of: removes all other notes of the folder. Nothing
    // where these were not finished.
    void keep_only_these() const;

private:
    void put(std::string_view bytes);
    void put_piece();
    void write_all(std::string_view bytes);
    [[noreturn]] void fail(int error) const;

    std::filesystem::path folder_, path_, name_;
    int lock_ = -1, file_ = -1;
    int error_ = 0;  // errno of the first write that failed
    std::string piece_;
    Digest check_;
    bool refused_ = false;
};

}  // namespace tieout::migrate
