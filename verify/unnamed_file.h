// A temporary file that nobody else can open: it is gone with the process, whatever happens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tieout::verify {

class UnnamedFile {
public:
    // In $TMPDIR, or /tmp. `why` there is one: how a message begins; `or_else`: what else than room
    // on the disk would help. All of these throw Error(Fault::disk).
    explicit UnnamedFile(std::string why, std::string or_else = {});
    ~UnnamedFile();
    UnnamedFile(const UnnamedFile&) = delete;
    UnnamedFile& operator=(const UnnamedFile&) = delete;

    // At its end.
    void write(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    // Reads on from where the last read ended, from the beginning at first: up to `most` bytes, 0
    // at the end.
    std::size_t read(char* into, std::size_t most);
    // The whole of it, good until the next write.
    std::string_view mapped();

private:
    int file_ = -1;
    std::string why_, or_else_, folder_;
    std::uint64_t size_ = 0, read_ = 0;
    void* map_ = nullptr;
    std::size_t mapped_size_ = 0;

    void unmap();
    [[noreturn]] void fail(const char* how) const;
};

}  // namespace tieout::verify
