// A session of a real server whose statements a test sees before they are sent.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "db/session.h"

namespace tieout::tests {

// `before` is called with each statement that is about to be sent: it may change rows, or throw
// what the server would.
class Watched : public db::Session {
public:
    using Before = std::function<void(const std::string& sql)>;
    Watched(std::unique_ptr<db::Session> session, Before before)
        : session_(std::move(session)), before_(std::move(before)) {}

    db::Engine engine() const override { return session_->engine(); }
    const db::SessionFacts& facts() const override { return session_->facts(); }
    std::unique_ptr<db::RowStream> stream(const db::Query& query) override {
        before_(query.sql);
        return session_->stream(query);
    }
    db::SmallResult query(std::string_view sql,
                          const std::vector<std::optional<std::string>>& parameters) override {
        before_(std::string(sql));
        return session_->query(sql, parameters);
    }
    const db::Catalogue& catalogue() override { return session_->catalogue(); }
    std::vector<std::string> write_privileges() override { return session_->write_privileges(); }
    void cancel() noexcept override { session_->cancel(); }
    void limit_statements(std::chrono::milliseconds most) override {
        session_->limit_statements(most);
    }
    std::string connection_id() const override { return session_->connection_id(); }

private:
    std::unique_ptr<db::Session> session_;
    Before before_;
};

}  // namespace tieout::tests
