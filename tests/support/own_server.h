// A server of a test's own, beside the two that all tests share: where nobody else may write to it,
// where more than one is needed, or one that is set otherwise.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "db/url.h"
#include "tests/support/started.h"

namespace tieout::tests {

// Listens on 127.0.0.1 and trusts everybody; as an unprivileged user where we are root. It is ended
// and its folder removed with this object, and by the kernel where this process dies.
class OwnServer {
public:
    using Words = std::vector<std::string>;

    // `settings`: as the server's own command line takes them. Each throws std::runtime_error with
    // the server's words where it does not start.
    static OwnServer mariadb(const Words& settings = {});
    static OwnServer postgresql(const Words& settings = {});
    // A PostgreSQL that replays what `primary` writes.
    static OwnServer standby_of(const OwnServer& primary, const Words& settings = {});

    OwnServer(OwnServer&&) noexcept = default;
    OwnServer& operator=(OwnServer&&) = delete;
    ~OwnServer();

    db::Url url(const std::string& database = {}) const;
    // With the server's own client. Throws std::runtime_error with what it printed where it failed.
    void tell(const std::string& sql, const std::string& database = {}) const;

private:
    explicit OwnServer(db::Engine engine);
    // `ready`: how a line of its log begins once it answers.
    void start(const Words& words, const std::string& ready);

    db::Url url_;
    std::filesystem::path folder_;
    std::unique_ptr<Started> server_;
};

}  // namespace tieout::tests
