#include "db/pace_session.h"

#include <fmt/format.h>

#include <utility>

#include "base/quantity.h"

namespace tieout::db {
namespace {

using Clock = Pace::Clock;

// For a message: one line, and not more of it than a person reads.
std::string shortened(std::string_view sql) {
    constexpr std::size_t most = 300;
    std::string line;
    for (const char letter : sql.substr(0, most)) {
        const bool blank = letter == '\n' || letter == '\t' || letter == ' ';
        if (!blank || (!line.empty() && line.back() != ' ')) line += blank ? ' ' : letter;
    }
    return sql.size() > most ? line + "…" : line;
}

std::uint64_t bytes_of(const SmallResult& result) {
    std::uint64_t bytes = 0;
    for (const auto& row : result.rows)
        for (const auto& cell : row)
            bytes += cell ? cell->size() : 0;
    return bytes;
}

// One statement of a paced session, from the question whether it may begin to its end.
class Statement {
public:
    Statement(Pace& pace, PaceSide side, std::string url, std::string sql)
        : pace_(pace), side_(side), url_(std::move(url)), sql_(std::move(sql)) {
        pace_.begin_statement(side_);
        try {
            pace_.go_on(side_, {});
        } catch (...) {
            pace_.end_statement(side_);
            throw;
        }
        began_ = Clock::now();
    }
    ~Statement() { pace_.end_statement(side_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // What `act` returns; what it throws in words that say what we did.
    template <class Act>
    auto run(const Act& act) const {
        try {
            return act();
        } catch (const Error& error) {
            throw explained(error);
        }
    }

private:
    Error explained(const Error& error) const {
        if (const auto ended = pace_.ended()) return *ended;
        const auto limit = pace_.limits().statement_limit;
        const bool over = limit.count() != 0 && Clock::now() - began_ >= limit;
        if (error.fault() != Fault::interrupted || !over || pace_.stopped()) return error;
        return Error(Fault::connection,
                     fmt::format("{}: a statement took longer than the statement limit of {} and "
                                 "was ended: {}",
                                 url_, text(limit), shortened(sql_)));
    }

    Pace& pace_;
    PaceSide side_;
    std::string url_, sql_;
    Clock::time_point began_;
};

class PacedStream final : public RowStream {
public:
    PacedStream(Pace& pace, PaceSide side, std::unique_ptr<Statement> statement, Session& session,
                const Query& query)
        : pace_(pace),
          side_(side),
          chunk_(pace.limits().chunk_time),
          statement_(std::move(statement)),
          stream_(statement_->run([&] { return session.stream(query); })) {}
    // What was taken last has not been paid: the next statement waits for it.
    ~PacedStream() override { pace_.took(side_, taken_); }
    PacedStream(const PacedStream&) = delete;
    PacedStream& operator=(const PacedStream&) = delete;

    const std::vector<Column>& columns() const override { return stream_->columns(); }
    const std::vector<ColumnCount>& counts() const override { return stream_->counts(); }

    bool next(RowBatch& batch) override {
        pace_.go_on(side_, std::exchange(taken_, {}));
        const Clock::time_point began = Clock::now();
        const bool more = statement_->run([&] { return stream_->next(batch); });
        if (more)
            taken_ = {batch.rows(), batch.bytes(), chunk_.add(batch.rows(), Clock::now() - began)};
        return more;
    }

private:
    Pace& pace_;
    PaceSide side_;
    PaceChunk chunk_;
    Pace::Taken taken_;
    std::unique_ptr<Statement> statement_;  // outlives its stream
    std::unique_ptr<RowStream> stream_;
};

class PacedSession final : public Session {
public:
    PacedSession(std::unique_ptr<Session> session, Pace& pace, PaceSide side)
        : session_(std::move(session)), pace_(pace), side_(side) {
        if (pace.limits().statement_limit.count() != 0)
            session_->limit_statements(pace.limits().statement_limit);
        pace_.join(side_, session_->connection_id());
    }
    ~PacedSession() override { pace_.leave(side_, session_->connection_id()); }
    PacedSession(const PacedSession&) = delete;
    PacedSession& operator=(const PacedSession&) = delete;

    Engine engine() const override { return session_->engine(); }
    const SessionFacts& facts() const override { return session_->facts(); }

    std::unique_ptr<RowStream> stream(const Query& query) override {
        return std::make_unique<PacedStream>(pace_, side_, begin(query.sql), *session_, query);
    }
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        const auto statement = begin(sql);
        SmallResult result = statement->run([&] { return session_->query(sql, parameters); });
        pace_.took(side_, {result.rows.size(), bytes_of(result), {}});
        return result;
    }
    const Catalogue& catalogue() override {
        if (catalogue_ != nullptr) return *catalogue_;
        const auto statement = begin("the catalogue");
        catalogue_ = statement->run([this] { return &session_->catalogue(); });
        return *catalogue_;
    }
    std::vector<std::string> write_privileges() override {
        const auto statement = begin("the role's privileges");
        return statement->run([this] { return session_->write_privileges(); });
    }
    void cancel() noexcept override { session_->cancel(); }
    std::string snapshot_price() override { return session_->snapshot_price(); }
    void limit_statements(std::chrono::milliseconds most) override {
        session_->limit_statements(most);
    }
    std::string connection_id() const override { return session_->connection_id(); }
    std::string as_sent(std::string_view sql) const override { return session_->as_sent(sql); }

private:
    std::unique_ptr<Statement> begin(std::string_view sql) {
        return std::make_unique<Statement>(pace_, side_, session_->facts().url, std::string(sql));
    }

    std::unique_ptr<Session> session_;
    Pace& pace_;
    PaceSide side_;
    const Catalogue* catalogue_ = nullptr;  // of session_, which remembers it
};

}  // namespace

std::unique_ptr<Session> paced(std::unique_ptr<Session> session, Pace* pace, PaceSide side) {
    if (pace == nullptr) return session;
    return std::make_unique<PacedSession>(std::move(session), *pace, side);
}

}  // namespace tieout::db
