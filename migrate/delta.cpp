#include "migrate/delta.h"

#include <fmt/format.h>

#include <utility>

namespace tieout::migrate {
namespace {

// Below it nothing is gained by writing everything anew, however large the share.
constexpr std::uint64_t few_changes = 10'000;
// Beyond it rows cost more to take out and put in again, with their indexes, than to load.
constexpr std::uint64_t share_worth_it = 30;  // percent
// They wait in memory.
constexpr std::size_t most_memory = 512 << 20;

void add_cell(const db::RowBatch& from, std::size_t row, std::size_t column, db::RowBatch& to) {
    if (from.is_null(row, column)) {
        to.add_null();
    } else {
        to.add(from.at(row, column));
    }
}

}  // namespace

std::string sentence(const DeltaCounts& counts) {
    return fmt::format("changes alone: {} rows inserted, {} updated, {} deleted, {} as they were",
                       counts.inserted, counts.updated, counts.deleted, counts.unchanged);
}

TableDelta::TableDelta(const db::Table& table, TableNotes* notes) : notes_(notes) {
    changes_.table = table.name;
    changes_.key = table.primary_key()->columns;
    changes_.gone.clear(changes_.key.size());
}

db::ComingRows& TableDelta::coming(const std::vector<std::string>& columns) {
    db::ComingRows& rows = changes_.coming.emplace_back();
    rows.columns = columns;
    rows.rows.clear(columns.size());
    return rows;
}

bool TableDelta::meet(std::string_view note, const db::RowBatch& batch, std::size_t row,
                      const RowNoter& noter, db::ComingRows& coming) {
    switch (notes_ == nullptr ? TableNotes::Met::unknown : notes_->meet(note)) {
        case TableNotes::Met::same:
            ++counts_.unchanged;
            return true;
        case TableNotes::Met::twice:
            return false;
        case TableNotes::Met::changed:
            ++counts_.updated;
            for (const std::size_t column : noter.key_columns())
                add_cell(batch, row, column, changes_.gone);
            break;
        case TableNotes::Met::unknown:
            ++counts_.inserted;
            break;
    }
    for (std::size_t column = 0; column < batch.columns(); ++column)
        add_cell(batch, row, column, coming.rows);
    return true;
}

db::TableChanges TableDelta::finish() {
    if (notes_ == nullptr) return std::move(changes_);
    for (std::string_view key : notes_->missed()) {
        while (const auto cell = key.empty() ? std::nullopt : take_note_text(key))
            changes_.gone.add(*cell);
        ++changes_.for_good;
    }
    counts_.deleted = changes_.for_good;
    return std::move(changes_);
}

std::size_t TableDelta::memory() const {
    std::size_t bytes = changes_.gone.memory();
    for (const db::ComingRows& rows : changes_.coming)
        bytes += rows.rows.memory();
    return bytes;
}

// One source of one table.
class DeltaLoad : public db::TableLoad {
public:
    DeltaLoad(Delta& delta, TableDelta& table, RowNoter noter,
              const std::vector<std::string>& columns)
        : delta_(delta), table_(table), noter_(std::move(noter)), coming_(table.coming(columns)) {}

    std::vector<db::Refusal> write(const db::RowBatch& batch) override {
        if (!delta_.given_up_.empty()) return {};
        block_.clear();
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            const std::string_view note = noter_.note(batch, row);
            block_ += note;
            if (!table_.meet(note, batch, row, noter_, coming_))
                delta_.give_up("two rows come with one key, of which the target refuses one");
        }
        delta_.next_.add(batch.rows(), block_);
        delta_.judge();
        return {};
    }

    void finish() override {}

private:
    Delta& delta_;
    TableDelta& table_;
    RowNoter noter_;
    db::ComingRows& coming_;
    std::string block_;
};

std::unique_ptr<db::TableLoad> Delta::load(const db::Table& table,
                                           const std::vector<std::string>& columns) {
    auto found = tables_.find(table.name);
    if (found == tables_.end()) {
        order_.push_back(table.name);
        found = tables_.emplace(table.name, TableDelta(table, notes_.find(table.name))).first;
    }
    RowNoter noter(table, columns);
    next_.begin(table.name, noter.keys());
    return std::make_unique<DeltaLoad>(*this, found->second, std::move(noter), columns);
}

void Delta::judge() {
    std::uint64_t changed = 0;
    std::size_t memory = 0;
    for (const auto& [name, table] : tables_) {
        changed += table.counts().inserted + table.counts().updated + table.counts().deleted;
        memory += table.memory();
    }
    if (changed > few_changes && changed * 100 > share_worth_it * notes_.rows())
        give_up(fmt::format("more than {} % of all rows have changed", share_worth_it));
    if (memory > most_memory) give_up("so much has changed that memory would not hold it");
}

std::vector<db::TableChanges> Delta::finish() {
    std::vector<db::TableChanges> changes;
    for (const std::string& table : order_)
        changes.push_back(tables_.at(table).finish());
    judge();
    return changes;
}

DeltaCounts Delta::counts() const {
    DeltaCounts all;
    for (const auto& entry : tables_) {
        const DeltaCounts& counts = entry.second.counts();
        all.inserted += counts.inserted;
        all.updated += counts.updated;
        all.deleted += counts.deleted;
        all.unchanged += counts.unchanged;
    }
    return all;
}

}  // namespace tieout::migrate
