#include "tests/support/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace tieout::tests {
namespace {

sockaddr_in local(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr* plain(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

int tcp() {
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

}  // namespace

Wire::Wire(const db::Url& server, std::uint64_t bytes_a_second)
    : server_(server), bytes_a_second_(bytes_a_second), listener_(tcp()) {
    sockaddr_in address = local(0);
    socklen_t size = sizeof address;
    if (bind(listener_, plain(address), size) != 0 || listen(listener_, 8) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port for a line of our own");
    port_ = ntohs(address.sin_port);
    accepter_ = std::thread([this] { accept_all(); });
}

Wire::~Wire() {
    shutdown(listener_, SHUT_RDWR);
    accepter_.join();
    for (const int socket : sockets_)
        shutdown(socket, SHUT_RDWR);
    for (std::thread& pump : pumps_)
        pump.join();
    for (const int socket : sockets_)
        close(socket);
    close(listener_);
}

db::Url Wire::url() const {
    db::Url url = server_;
    url.host = "127.0.0.1";
    url.port = port_;
    return url;
}

void Wire::accept_all() {
    for (int client = 0; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
        const int server = tcp();
        const sockaddr_in address = local(server_.port);
        if (connect(server, plain(address), sizeof address) != 0) shutdown(client, SHUT_RDWR);
        sockets_.insert(sockets_.end(), {client, server});
        pumps_.emplace_back([this, client, server] { pump(client, server); });
        pumps_.emplace_back([this, client, server] { pump(server, client); });
    }
}

void Wire::pump(int from, int to) {
    char buffer[1 << 16];
    for (ssize_t got = 0; (got = recv(from, buffer, sizeof buffer, 0)) > 0;) {
        bytes_ += static_cast<std::uint64_t>(got);
        if (bytes_a_second_ > 0)
            std::this_thread::sleep_for(std::chrono::microseconds(static_cast<std::uint64_t>(got) *
                                                                  1'000'000 / bytes_a_second_));
        for (ssize_t sent = 0, more = 0; sent < got; sent += more)
            if ((more = send(to, buffer + sent, static_cast<std::size_t>(got - sent),
                             MSG_NOSIGNAL)) <= 0)
                return;
    }
    shutdown(to, SHUT_WR);
}

}  // namespace tieout::tests
