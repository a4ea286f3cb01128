// A disk that is not there, or is full, while one of these lives.
#pragma once

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <string>

namespace tieout::tests {

// $TMPDIR is another while this lives.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const char* path) {
        if (const char* was = getenv("TMPDIR")) was_ = was;
        setenv("TMPDIR", path, 1);
    }
    ~TemporaryFolder() { was_.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", was_.c_str(), 1); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

private:
    std::string was_;
};

// No file may grow beyond `bytes` while this lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        handler_ = signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &was_);
        const rlimit now{bytes, was_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &was_);
        signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit was_{};
    sighandler_t handler_ = nullptr;
};

}  // namespace tieout::tests
