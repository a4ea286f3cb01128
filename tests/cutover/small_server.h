// An HTTP server on 127.0.0.1 that answers as a test tells it to.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tieout::tests {

// A socket that listens on a free port; nobody answers there unless somebody accepts.
class Listener {
public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        if (socket_ < 0 || ::bind(socket_, plain, size) != 0 || ::listen(socket_, 16) != 0 ||
            ::getsockname(socket_, plain, &size) != 0)
            throw std::runtime_error("no socket that listens");
        port_ = ntohs(address.sin_port);
    }
    ~Listener() { ::close(socket_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    int socket() const { return socket_; }
    int port() const { return port_; }

private:
    int socket_;
    int port_ = 0;
};

// A port on which nobody listens (any more).
inline int closed_port() {
    return Listener().port();
}

// One connection after the other. `answer` gets the head of the request and returns all that is
// sent back; "" holds the connection open and says nothing.
class SmallServer {
public:
    explicit SmallServer(std::function<std::string(const std::string&)> answer)
        : answer_(std::move(answer)), thread_([this] { serve(); }) {}
    explicit SmallServer(const std::string& answer)
        : SmallServer([answer](const std::string&) { return answer; }) {}
    ~SmallServer() {
        stop_ = true;
        thread_.join();
        for (const int open : open_)
            ::close(open);
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    std::string url(const std::string& path = "/") const {
        return "http://127.0.0.1:" + std::to_string(listener_.port()) + path;
    }
    std::string host_and_port() const { return "127.0.0.1:" + std::to_string(listener_.port()); }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    void serve() {
        while (!stop_) {
            pollfd ready{listener_.socket(), POLLIN, 0};
            if (::poll(&ready, 1, 20) <= 0) continue;
            const int connection = ::accept4(listener_.socket(), nullptr, nullptr, SOCK_CLOEXEC);
            if (connection >= 0) talk(connection);
        }
    }
    void talk(int connection) {
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const ssize_t size = ::recv(connection, buffer, sizeof buffer, 0);
            if (size <= 0) break;
            request.append(buffer, static_cast<std::size_t>(size));
        }
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        const std::string answer = answer_(request);
        if (answer.empty()) {
            open_.push_back(connection);
            return;
        }
        for (std::size_t sent = 0; sent < answer.size();) {
            const ssize_t size =
                ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
            if (size <= 0) break;
            sent += static_cast<std::size_t>(size);
        }
        ::close(connection);
    }

    Listener listener_;
    std::function<std::string(const std::string&)> answer_;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<int> open_;
    std::atomic<bool> stop_{false};
    std::thread thread_;  // the last: it uses all of them
};

inline std::string response(const std::string& status, const std::string& headers,
                            const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

}  // namespace tieout::tests
