#include "migrate/notes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tieout::migrate {
namespace fs = std::filesystem;
namespace {

std::uint32_t number_at(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return number;
}

// The name of the first part that is not the same in both.
std::string first_difference(std::string_view noted, const SetUp& now) {
    for (const SetUpPart& part : now) {
        const std::string line = text_of({part});
        if (noted.substr(0, line.size()) != line) return part.name;
        noted.remove_prefix(line.size());
    }
    return noted.empty() ? "" : "the set-up";
}

bool fits(std::string_view body, std::string_view noted) {
    Digest check;
    for (; !body.empty(); body.remove_prefix(std::min(notes_piece, body.size())))
        check = chained(check, body.substr(0, notes_piece));
    return std::memcmp(&check, noted.data(), sizeof check) == 0;
}

struct File {
    std::shared_ptr<const char> bytes;
    std::size_t size = 0;
};

// Nobody else changes a file of notes: a run writes another one, and removes this.
std::optional<File> map_file(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    const auto end = ::lseek(file, 0, SEEK_END);
    const auto size = static_cast<std::size_t>(std::max<off_t>(end, 0));
    void* const begin =
        size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (begin == MAP_FAILED) return std::nullopt;
    const auto unmap = [size](const char* bytes) { ::munmap(const_cast<char*>(bytes), size); };
    return File{std::shared_ptr<const char>(static_cast<const char*>(begin), unmap), size};
}

}  // namespace

// Takes a file apart; false where it is not as the grammar says.
class NotesReader {
public:
    NotesReader(Notes& notes, std::string_view body) : notes_(notes), rest_(body) {}

    // Behind the set-up.
    bool read() {
        while (!rest_.empty()) {
            const char word = rest_.front();
            rest_.remove_prefix(1);
            if (word == 'E') return read_end();
            if (word == 'S' ? !read_section() : word != 'B' || !read_block()) return false;
        }
        return false;
    }

private:
    bool read_end() {
        if (rest_.size() != 1) return false;
        notes_.refused_ = rest_.front() != 0;
        return true;
    }

    bool read_section() {
        if (rest_.size() < 6) return false;
        const std::size_t place = number_at(rest_);
        const auto keys = static_cast<unsigned char>(rest_[4]);
        const auto parents = static_cast<unsigned char>(rest_[5]);
        rest_.remove_prefix(6);
        const auto name = take_note_text(rest_);
        if (!name) return false;
        TableNotes& table = notes_.tables_.try_emplace(std::string(*name), keys).first->second;
        const auto [added, is_new] =
            notes_.sources_.try_emplace(place, std::string(*name), table, parents);
        section_ = &added->second;
        return is_new && table.keys() == keys;
    }

    bool read_block() { return section_ != nullptr && section_->add_block(rest_); }

    Notes& notes_;
    std::string_view rest_;
    SourceNotes* section_ = nullptr;
};

std::string text_of(const SetUp& set_up) {
    std::string text;
    for (const SetUpPart& part : set_up)
        text += part.name + ": " + part.value + "\n";
    return text;
}

Digest chained(const Digest& before, std::string_view piece) {
    const Digest own = Digest::of(piece);
    char both[2 * sizeof(Digest)];
    std::memcpy(both, &before, sizeof before);
    std::memcpy(both + sizeof before, &own, sizeof own);
    return Digest::of({both, sizeof both});
}

void append_note_text(std::string& out, std::string_view text) {
    std::size_t length = text.size();
    for (; length >= 0x80; length >>= 7)
        out += static_cast<char>(0x80 | (length & 0x7f));
    out += static_cast<char>(length);
    out += text;
}

std::optional<std::string_view> take_note_text(std::string_view& bytes) {
    std::size_t length = 0, read = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        if (read == bytes.size()) return std::nullopt;
        const auto byte = static_cast<unsigned char>(bytes[read++]);
        length |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if (byte >= 0x80) continue;
        if (bytes.size() - read < length) return std::nullopt;
        const std::string_view text = bytes.substr(read, length);
        bytes.remove_prefix(read + length);
        return text;
    }
    return std::nullopt;
}

std::uint64_t parent_mark(std::string_view id) {
    return Digest::of(id).low | 1;
}

void TableNotes::add(std::string_view notes, std::size_t rows) {
    unread_.push_back({notes, rows});
    rows_ += rows;
}

bool TableNotes::read() {
    if (unread_.empty()) return is_sound_;
    notes_.reserve(rows_);
    for (const Piece& piece : unread_)
        is_sound_ = is_sound_ && read(piece.notes, piece.rows);
    unread_.clear();
    met_.resize(notes_.size());
    return is_sound_;
}

bool TableNotes::read(std::string_view notes, std::size_t rows) {
    for (std::size_t row = 0; row < rows; ++row) {
        const char* const note = notes.data();
        for (std::size_t key = 0; key < keys_; ++key)
            if (!take_note_text(notes)) return false;
        if (notes.size() < note_digest_bytes) return false;
        notes.remove_prefix(note_digest_bytes);
        notes_.push_back(note);
    }
    return notes.empty();
}

std::string_view TableNotes::key(std::size_t row) const {
    std::string_view rest(notes_[row], ~std::size_t{0} >> 1);  // read() has been at its end
    for (std::size_t key = 0; key < keys_; ++key)
        (void)take_note_text(rest);
    return {notes_[row], static_cast<std::size_t>(rest.data() - notes_[row])};
}

std::string_view TableNotes::note(std::size_t row) const {
    return {notes_[row], key(row).size() + note_digest_bytes};
}

TableNotes::Met TableNotes::meet(std::string_view note) {
    read();
    std::size_t row = next_;
    const bool expected = row < notes_.size() && key(row) == key_of(note);
    if (!expected) {
        if (index_.empty()) build_index();
        row = find(key_of(note));
    }
    if (row == none) return Met::unknown;
    if (met_[row]) return Met::twice;
    met_[row] = true;
    next_ = row + 1;
    return this->note(row) == note ? Met::same : Met::changed;
}

bool TableNotes::meet_rows(std::size_t first, std::size_t last) {
    if (!read()) return true;  // not to be believed anyway
    for (std::size_t row = first; row < last; ++row) {
        if (met_[row]) return false;
        met_[row] = true;
    }
    return true;
}

void TableNotes::build_index() {
    std::size_t places = 16;
    while (places < 2 * notes_.size())
        places *= 2;
    index_.assign(places, 0);
    // Places lie all over a table that no cache holds: several are on their way at once.
    std::array<std::size_t, 32> at;
    for (std::size_t first = 0; first < notes_.size(); first += at.size()) {
        const std::size_t count = std::min(at.size(), notes_.size() - first);
        for (std::size_t i = 0; i < count; ++i) {
            at[i] = Digest::of(key(first + i)).low & (places - 1);
            __builtin_prefetch(&index_[at[i]], 1);
        }
        for (std::size_t i = 0; i < count; ++i) {
            while (index_[at[i]] != 0)
                at[i] = (at[i] + 1) & (places - 1);
            index_[at[i]] = static_cast<std::uint32_t>(first + i + 1);
        }
    }
}

std::size_t TableNotes::find(std::string_view key) const {
    const std::size_t last = index_.size() - 1;
    for (std::size_t at = Digest::of(key).low & last; index_[at] != 0; at = (at + 1) & last)
        if (this->key(index_[at] - 1) == key) return index_[at] - 1;
    return none;
}

std::vector<std::string_view> TableNotes::missed() {
    read();
    std::vector<std::string_view> keys;
    for (std::size_t row = 0; row < notes_.size(); ++row)
        if (!met_[row]) keys.push_back(key(row));
    return keys;
}

std::size_t SourceNotes::first_row(std::size_t source) const {
    if (source == sources_) return end_;
    const Block& block = block_of(source);
    const std::size_t place = place_of(source);
    return block.first_row + (block.begin.empty() ? place : block.begin[place]);
}

std::uint64_t SourceNotes::parent(std::size_t source, std::size_t row, std::size_t which) const {
    const Block& block = block_of(source);
    std::uint64_t mark = 0;
    const char* const marks = block.parents + parents_bytes(row - block.first_row);
    std::memcpy(&mark, marks + which * sizeof mark, sizeof mark);
    return mark;
}

std::string_view SourceNotes::first_text_near(std::size_t source) const {
    std::string_view notes = block_of(source).notes;
    return take_note_text(notes).value_or(std::string_view());
}

SourceNotes::Run SourceNotes::run(std::size_t first, std::size_t last) const {
    const Block& block = block_of(first);
    const std::size_t place = place_of(first);
    const std::size_t sources = std::min(last - first, sources_a_block - place);
    const std::size_t first_of_table = first_row(first), last_of_table = first_row(first + sources);
    const std::size_t rows = last_of_table - first_of_table;
    const char* const parents = block.parents + parents_bytes(first_of_table - block.first_row);
    return {sources,
            rows,
            {block.digests + place * sizeof(Digest), sources * sizeof(Digest)},
            {block.counts + place, sources},
            {parents, parents_bytes(rows)},
            table_->notes(first_of_table, last_of_table)};
}

bool SourceNotes::add_block(std::string_view& bytes) {
    if (bytes.size() < 12 || sources_ % sources_a_block != 0) return false;
    const std::size_t sources = number_at(bytes), rows = number_at(bytes.substr(4)),
                      notes = number_at(bytes.substr(8));
    bytes.remove_prefix(12);
    const std::size_t of_sources = sources * (sizeof(Digest) + 1);
    const std::size_t of_rows = parents_bytes(rows);
    if (sources > sources_a_block || bytes.size() < of_sources + of_rows + notes) return false;
    const char* const counts = bytes.data() + sources * sizeof(Digest);
    Block block{bytes.data(), counts, bytes.data() + of_sources, table_->rows(), {}, {}};
    std::uint32_t counted = 0;
    for (std::size_t i = 0; i < sources; ++i)
        counted += static_cast<unsigned char>(counts[i]);
    if (counted != rows) return false;
    if (std::any_of(counts, counts + sources, [](char count) { return count != 1; })) {
        std::uint32_t begin = 0;
        for (std::size_t i = 0; i < sources; ++i) {
            block.begin.push_back(begin);
            begin += static_cast<unsigned char>(counts[i]);
        }
    }
    bytes.remove_prefix(of_sources + of_rows);
    block.notes = bytes.substr(0, notes);
    table_->add(block.notes, rows);
    bytes.remove_prefix(notes);
    sources_ += sources;
    end_ = block.first_row + rows;
    blocks_.push_back(std::move(block));
    return true;
}

Notes::Opened Notes::open(const fs::path& folder, const std::string& name, const SetUp& set_up) {
    const fs::path path = folder / (name + ".notes");
    if (!fs::exists(path)) return {std::nullopt, "its notes are not in " + folder.string()};
    const auto file = map_file(path);
    if (!file || file->size < note_digest_bytes) return {std::nullopt, damaged_notes};
    const std::string_view body(file->bytes.get(), file->size - note_digest_bytes);
    const std::string_view check(body.data() + body.size(), note_digest_bytes);
    std::string_view rest = body;
    if (!rest.starts_with(notes_magic)) return {std::nullopt, damaged_notes};
    rest.remove_prefix(notes_magic.size());
    const auto noted = take_note_text(rest);
    if (!noted) return {std::nullopt, damaged_notes};
    if (const std::string other = first_difference(*noted, set_up); !other.empty())
        return {std::nullopt, fits(body, check) ? other + " has changed since" : damaged_notes};
    Opened opened{Notes(), ""};
    opened.notes->bytes_ = file->bytes;
    if (!NotesReader(*opened.notes, rest).read()) return {std::nullopt, damaged_notes};
    opened.notes->is_whole_ = std::async(std::launch::async, [bytes = file->bytes, body, check] {
                                  return fits(body, check);
                              }).share();
    return opened;
}

TableNotes* Notes::find(const std::string& table) {
    const auto found = tables_.find(table);
    return found == tables_.end() ? nullptr : &found->second;
}

const SourceNotes* Notes::source(std::size_t place) const {
    const auto found = sources_.find(place);
    return found == sources_.end() ? nullptr : &found->second;
}

std::uint64_t Notes::rows() const {
    std::uint64_t rows = 0;
    for (const auto& table : tables_)
        rows += table.second.rows();
    return rows;
}

}  // namespace tieout::migrate
