#include "db/write/postgresql_load.h"

#include <fmt/format.h>

#include <algorithm>

#include "db/write/postgresql_copy_in.h"

namespace tieout::db {
namespace {

constexpr std::string_view foreign_key_violation = "23503";

// Beyond it a COPY and its savepoint cost nothing any more.
constexpr std::size_t rows_a_savepoint = 65'536;

// After a refused row so few are tried at first: where many are refused, each COPY is short.
constexpr std::size_t cautious_rows = 64;

class CopyLoad : public TableLoad {
public:
    CopyLoad(PostgresqlConnection& connection, const Table& table,
             const std::vector<std::string>& columns)
        : connection_(connection),
          table_(table.name),
          width_(columns.size()),
          copy_(connection, table, columns) {}

    std::vector<Refusal> write(const RowBatch& batch) override;
    std::size_t most_rows() const override { return rows_a_savepoint; }
    void finish() override;

private:
    void load(const RowBatch& batch, std::size_t first, std::size_t last);
    void load_one(const RowBatch& batch, std::size_t row);
    void retry_orphans(const RowBatch& batch);

    struct RefusedRow {
        std::size_t row;
        RefusedCopy why;
    };

    PostgresqlConnection& connection_;
    std::string table_;
    std::size_t width_;
    CopyIn copy_;
    std::vector<RefusedRow> refused_;
};

std::vector<Refusal> CopyLoad::write(const RowBatch& batch) {
    if (batch.rows() == 0) return {};
    if (batch.columns() != width_)
        throw Error(Fault::internal, fmt::format("table {}: {} columns were announced, {} came",
                                                 table_, width_, batch.columns()));
    refused_.clear();
    load(batch, 0, batch.rows());
    retry_orphans(batch);
    std::vector<Refusal> out;
    for (const RefusedRow& each : refused_)
        out.push_back({each.row, each.why.reason, each.why.constraint});
    return out;
}

void CopyLoad::load(const RowBatch& batch, std::size_t first, std::size_t last) {
    for (std::size_t most = last - first; first < last;) {
        const std::size_t end = first + std::min(most, last - first);
        if (end - first == 1) {
            load_one(batch, first++);
            most *= 2;
            continue;
        }
        const auto refused = copy_.copy(batch, first, end);
        if (!refused) {
            most *= 2;
        } else if (refused->row) {
            const std::size_t clean = *refused->row - first;
            if (clean > 0) load(batch, first, first + clean);
            load_one(batch, first + clean);
            first += clean + 1;
            most = std::max(cautious_rows, 2 * clean);
            continue;
        } else {
            const std::size_t middle = first + (end - first) / 2;
            load(batch, first, middle);
            load(batch, middle, end);
        }
        first = end;
    }
}

void CopyLoad::load_one(const RowBatch& batch, std::size_t row) {
    auto refused = copy_.copy_text(batch, row, row + 1);
    if (refused) refused_.push_back({row, std::move(*refused)});
}

void CopyLoad::retry_orphans(const RowBatch& batch) {
    const auto is_in_now = [&](const RefusedRow& each) {
        return each.why.sqlstate == foreign_key_violation &&
               !copy_.copy_text(batch, each.row, each.row + 1).has_value();
    };
    std::size_t before = refused_.size() + 1;
    while (refused_.size() < before && refused_.size() < batch.rows()) {
        before = refused_.size();
        refused_.erase(std::remove_if(refused_.begin(), refused_.end(), is_in_now), refused_.end());
    }
}

void CopyLoad::finish() {
    if (!connection_.in_transaction())
        throw Error(Fault::connection,
                    fmt::format("{}: the transaction that loaded table {} is gone",
                                connection_.safe_url(), table_));
}

}  // namespace

std::unique_ptr<TableLoad> copy_into(PostgresqlConnection& connection, const Table& table,
                                     const std::vector<std::string>& columns) {
    return std::make_unique<CopyLoad>(connection, table, columns);
}

}  // namespace tieout::db
