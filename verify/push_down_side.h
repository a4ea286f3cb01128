// What push-down asks of one side's server, as SQL over the rows of its route.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "db/session.h"
#include "verify/route.h"
#include "verify/server_value.h"
#include "verify/tie.h"

namespace tieout::verify {

class PushDownSide {
public:
    // `other`: the engine of the other side. Asks the server what columns the route's statement
    // has.
    PushDownSide(const Tie& tie, SideName side, db::Session& session, db::Engine other,
                 const RunFacts& facts);

    // One clause: why this side cannot be asked; empty: it can, and all below may be called.
    const std::string& why_not() const { return why_not_; }

    // A condition over the route's rows: the bucket that a row is in is one of `ids`. `mask` is a
    // power of two less one. A row whose key is NULL or in doubt is in bucket -1.
    std::string in_buckets(std::uint64_t mask, const std::vector<std::int64_t>& ids) const;
    std::string not_in_buckets(std::uint64_t mask, const std::vector<std::int64_t>& ids) const;

    std::string count_sql() const;
    // One row a bucket: its number, rows, rows without doubt, three sums of the pieces of their
    // digests, and keys where `counts_keys`. `condition`: over the route's rows; empty: all.
    std::string digests_sql(std::uint64_t mask, const std::string& condition,
                            bool counts_keys) const;
    // One row a group: the canonical texts of its values (a month or a year as a label), then the
    // figure.
    std::string total_sql(const Total& total, const std::string& condition) const;
    // How many groups all rows have, and three sums of the pieces of their digests.
    std::string group_digest_sql(const Total& total) const;

private:
    const Tie& tie_;
    std::unique_ptr<ServerSql> server_;
    std::string why_not_, rows_;
    std::vector<ServerValue> keys_, fields_;

    void read(SideName side, db::Session& session, const RunFacts& facts);
    std::string bucket(std::uint64_t mask) const;
    std::string key_number() const;
    std::string key_text() const;
    std::string row_text() const;
    std::string sums_of_digests() const;
    std::string group_text(const Group& group) const;
};

}  // namespace tieout::verify
