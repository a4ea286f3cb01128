// A line between us and a server, on which the bytes are counted.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "db/url.h"

namespace tieout::tests {

// Listens on a port of its own and passes everything on, both ways.
class Wire {
public:
    // `bytes_a_second`: each way no faster; 0: as it comes.
    explicit Wire(const db::Url& server, std::uint64_t bytes_a_second = 0);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    // The server by way of this line.
    db::Url url() const;
    std::uint64_t bytes() const { return bytes_.load(); }  // both ways, so far

private:
    db::Url server_;
    std::uint64_t bytes_a_second_ = 0;
    int listener_ = -1, port_ = 0;
    std::atomic<std::uint64_t> bytes_{0};
    std::vector<int> sockets_;
    std::vector<std::thread> pumps_;
    std::thread accepter_;

    void accept_all();
    void pump(int from, int to);
};

}  // namespace tieout::tests
