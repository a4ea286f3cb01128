#include "migrate/notes_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/error.h"

namespace tieout::migrate {
namespace fs = std::filesystem;
namespace {

// As short as the ids that people meet elsewhere, and long enough: only the books of one target
// name it.
constexpr std::size_t name_digits = 12;

void append_count(std::string& out, std::size_t count) {
    const auto number = static_cast<std::uint32_t>(count);
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(number >> shift);
}

int open_locked(const fs::path& folder) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const int lock = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
    ::close(lock);
    throw Error(Fault::usage, fmt::format("another tieout migrates into the target of {}; wait for "
                                          "its end",
                                          folder.string()));
}

}  // namespace

NotesWriter::NotesWriter(fs::path folder, const SetUp& set_up)
    : folder_(std::move(folder)),
      path_(folder_ / fmt::format("{}.unfinished", ::getpid())),
      lock_(open_locked(folder_)) {
    if (lock_ >= 0) file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) error_ = errno;
    put(notes_magic);
    std::string text;
    append_note_text(text, text_of(set_up));
    put(text);
}

NotesWriter::~NotesWriter() {
    if (file_ >= 0) ::close(file_);
    if (lock_ >= 0) ::close(lock_);
    if (!path_.empty()) ::unlink(path_.c_str());
}

void NotesWriter::begin(std::size_t source, std::string_view table, std::size_t keys,
                        std::size_t parents) {
    put_block();
    std::string section = "S";
    append_count(section, source);
    section += static_cast<char>(keys);
    section += static_cast<char>(parents);
    append_note_text(section, table);
    put(section);
}

void NotesWriter::add(const Origin& origin, std::string_view parents, std::string_view note) {
    const bool another = open_rows_ == 0 || origin.place != open_.place;
    if (another || open_rows_ == most_rows_a_source) {
        close_source();
        open_source(origin);
    }
    // One of its rows that does not follow from it alone is enough.
    if (!origin.is_known()) open_.digest = {};
    ++open_rows_;
    ++block_.rows;
    block_.parents += parents;
    block_.notes += note;
}

void NotesWriter::open_source(const Origin& origin) {
    if (block_.sources == sources_a_block) put_block();
    open_ = origin;
    ++block_.sources;
}

// Where not all of its rows were written, or they are in several pieces, another run must look
// again.
void NotesWriter::close_source() {
    if (open_rows_ == 0) return;
    const Digest digest = open_rows_ == open_.rows ? open_.digest : Digest{};
    char bytes[sizeof digest];
    std::memcpy(bytes, &digest, sizeof digest);
    block_.digests.append(bytes, sizeof bytes);
    block_.counts += static_cast<char>(open_rows_);
    open_rows_ = 0;
}

void NotesWriter::add(const SourceNotes& noted, std::size_t first, std::size_t last) {
    close_source();
    while (first < last) {
        if (block_.sources == sources_a_block) put_block();
        const std::size_t room = sources_a_block - block_.sources;
        const SourceNotes::Run run = noted.run(first, std::min(last, first + room));
        block_.digests += run.digests;
        block_.counts += run.counts;
        block_.parents += run.parents;
        block_.notes += run.notes;
        block_.sources += run.sources;
        block_.rows += run.rows;
        first += run.sources;
    }
}

void NotesWriter::put_block() {
    close_source();
    if (block_.sources == 0) return;
    std::string head = "B";
    append_count(head, block_.sources);
    append_count(head, block_.rows);
    append_count(head, block_.notes.size());
    for (std::string* part :
         {&head, &block_.digests, &block_.counts, &block_.parents, &block_.notes}) {
        put(*part);
        part->clear();
    }
    block_.sources = block_.rows = 0;
}

void NotesWriter::put(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, notes_piece - piece_.size());
        piece_ += part;
        bytes.remove_prefix(part.size());
        if (piece_.size() == notes_piece) put_piece();
    }
}

void NotesWriter::put_piece() {
    if (piece_.empty()) return;
    check_ = chained(check_, piece_);
    write_all(piece_);
    piece_.clear();
}

void NotesWriter::write_all(std::string_view bytes) {
    while (error_ == 0 && !bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno != EINTR) error_ = errno;
        } else {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
}

std::string NotesWriter::finish() {
    put_block();
    const char end[] = {'E', static_cast<char>(refused_)};
    put({end, sizeof end});
    put_piece();
    char check[sizeof check_];
    std::memcpy(check, &check_, sizeof check_);
    write_all({check, sizeof check});
    if (error_ == 0 && ::fsync(file_) != 0) error_ = errno;
    if (error_ != 0) fail(error_);
    const std::string name = check_.text().substr(0, name_digits);
    const fs::path file = name + ".notes";
    if (::rename(path_.c_str(), (folder_ / file).c_str()) != 0 || ::fsync(lock_) != 0) fail(errno);
    path_.clear();
    name_ = file;
    return name;
}

void NotesWriter::keep_only_these() const {
    if (name_.empty()) return;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
        const fs::path extension = entry.path().extension();
        if (extension != ".notes" && extension != ".unfinished") continue;
        if (entry.path().filename() != name_) fs::remove(entry.path(), ignored);
    }
}

void NotesWriter::fail(int error) const {
    throw Error(Fault::disk,
                fmt::format("cannot write in {}: {}", folder_.string(), std::strerror(error)));
}

}  // namespace tieout::migrate
