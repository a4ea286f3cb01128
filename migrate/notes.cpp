#include "migrate/notes.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

namespace tieout::migrate {
namespace fs = std::filesystem;
namespace {

constexpr const char* damaged = "its notes are damaged";

std::string_view key_of(std::string_view note) {
    return note.substr(0, note.size() - note_digest_bytes);
}

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

bool is_whole(std::string_view file) {
    if (file.size() < notes_magic.size() + note_digest_bytes) return false;
    std::string_view body = file.substr(0, file.size() - note_digest_bytes);
    const std::string_view noted = file.substr(body.size());
    Digest check;
    for (; !body.empty(); body.remove_prefix(std::min(notes_piece, body.size())))
        check = chained(check, body.substr(0, notes_piece));
    return std::memcmp(&check, noted.data(), sizeof check) == 0;
}

struct Bytes {
    std::unique_ptr<char[]> data;
    std::size_t size = 0;
};

std::optional<Bytes> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return std::nullopt;
    Bytes bytes;
    bytes.size = static_cast<std::size_t>(in.tellg());
    bytes.data = std::make_unique_for_overwrite<char[]>(bytes.size);
    in.seekg(0);
    in.read(bytes.data.get(), static_cast<std::streamsize>(bytes.size));
    if (!in) return std::nullopt;
    return bytes;
}

}  // namespace

// Takes a whole file apart; where it is not as the grammar says, nothing is read.
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
        if (rest_.empty()) return false;
        keys_ = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        const auto name = take_note_text(rest_);
        if (name) table_ = &notes_.tables_[std::string(*name)];
        return name.has_value();
    }

    bool read_block() {
        if (table_ == nullptr || rest_.size() < 8) return false;
        const std::uint32_t rows = number_at(rest_), size = number_at(rest_.substr(4));
        rest_.remove_prefix(8);
        if (rest_.size() < size) return false;
        std::string_view block = rest_.substr(0, size);
        rest_.remove_prefix(size);
        for (std::uint32_t row = 0; row < rows; ++row)
            if (!read_note(block)) return false;
        return block.empty();
    }

    bool read_note(std::string_view& block) {
        const char* const begin = block.data();
        for (unsigned key = 0; key < keys_; ++key)
            if (!take_note_text(block)) return false;
        if (block.size() < note_digest_bytes) return false;
        block.remove_prefix(note_digest_bytes);
        table_->add({begin, static_cast<std::size_t>(block.data() - begin)});
        return true;
    }

    Notes& notes_;
    std::string_view rest_;
    TableNotes* table_ = nullptr;
    unsigned keys_ = 0;
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

void TableNotes::add(std::string_view note) {
    notes_.push_back(note);
    met_.push_back(false);
}

TableNotes::Met TableNotes::meet(std::string_view note) {
    std::size_t row = next_;
    const bool expected = row < notes_.size() && key_of(notes_[row]) == key_of(note);
    if (!expected) {
        if (index_.empty()) build_index();
        row = find(key_of(note));
    }
    if (row == none) return Met::unknown;
    if (met_[row]) return Met::twice;
    met_[row] = true;
    next_ = row + 1;
    return notes_[row] == note ? Met::same : Met::changed;
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
            at[i] = Digest::of(key_of(notes_[first + i])).low & (places - 1);
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
        if (key_of(notes_[index_[at] - 1]) == key) return index_[at] - 1;
    return none;
}

std::vector<std::string_view> TableNotes::missed() const {
    std::vector<std::string_view> keys;
    for (std::size_t row = 0; row < notes_.size(); ++row)
        if (!met_[row]) keys.push_back(key_of(notes_[row]));
    return keys;
}

Notes::Opened Notes::open(const fs::path& folder, const std::string& name, const SetUp& set_up) {
    const fs::path path = folder / (name + ".notes");
    if (!fs::exists(path)) return {std::nullopt, "its notes are not in " + folder.string()};
    auto file = read_file(path);
    if (!file || !is_whole({file->data.get(), file->size})) return {std::nullopt, damaged};
    std::string_view body(file->data.get(), file->size - note_digest_bytes);
    if (!body.starts_with(notes_magic)) return {std::nullopt, damaged};
    body.remove_prefix(notes_magic.size());
    const auto noted = take_note_text(body);
    if (!noted) return {std::nullopt, damaged};
    if (const std::string other = first_difference(*noted, set_up); !other.empty())
        return {std::nullopt, other + " has changed since"};
    Opened opened{Notes(), ""};
    opened.notes->bytes_ = std::move(file->data);
    if (!NotesReader(*opened.notes, body).read()) return {std::nullopt, damaged};
    return opened;
}

TableNotes* Notes::find(const std::string& table) {
    const auto found = tables_.find(table);
    return found == tables_.end() ? nullptr : &found->second;
}

std::uint64_t Notes::rows() const {
    std::uint64_t rows = 0;
    for (const auto& table : tables_)
        rows += table.second.rows();
    return rows;
}

}  // namespace tieout::migrate
