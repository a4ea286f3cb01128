// The session behind open_mysql and open_mysql_set. Internal to db/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/mysql_connection.h"
#include "db/session.h"

namespace tieout::db {

// Connected by the constructor; then begin() where a snapshot is wanted, then read_facts(): between
// the first two other sessions may be made ready, so that a lock is held for begin() only.
class MysqlSession final : public Session {
public:
    MysqlSession(const Url& url, Snapshot snapshot);
    // Once more: the view is a new one.
    void begin();
    void read_facts();
    void tell_moment(const std::string& moment, const std::string& lock) {
        facts_.moment = moment;
        facts_.lock = lock;
    }

    Engine engine() const override { return Engine::mysql; }
    const SessionFacts& facts() const override { return facts_; }
    std::unique_ptr<RowStream> stream(const Query& query) override;
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override;
    const Catalogue& catalogue() override;
    std::vector<std::string> write_privileges() override;
    void cancel() noexcept override { connection_.kill_query(); }
    std::string snapshot_price() override;
    void limit_statements(std::chrono::milliseconds most) override;
    std::string connection_id() const override;

private:
    void wait_for_us();
    void check_read_only() const;

    MysqlConnection connection_;
    Snapshot snapshot_;
    std::vector<std::string> tables_elsewhere_, first_looks_;
    SessionFacts facts_;
    std::optional<Catalogue> catalogue_;
};

}  // namespace tieout::db
