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
constexpr std::size_t rows_until_judged = 2048;

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

bool TableDelta::meet(const Sieve& held_back) {
    const SourceNotes& noted = held_back.noted();
    for (const Sieve::Run& run : held_back.runs())
        if (!notes_->meet_rows(noted.first_row(run.first), noted.first_row(run.last))) return false;
    counts_.unchanged += held_back.rows_held_back();
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
class DeltaLoad : public Load {
public:
    DeltaLoad(Delta& delta, TableDelta& table, Noted noted, const std::vector<std::string>& columns,
              std::vector<const LostParents*> lost)
        : delta_(delta),
          table_(table),
          noted_(std::move(noted)),
          lost_(std::move(lost)),
          coming_(table.coming(columns)),
          last_(delta.last(noted_)) {
        // Where it is sieved, that waits until it is known what was held back.
        if (last_ == nullptr) begin(delta_.next_, noted_);
    }

    std::vector<db::Refusal> write(const db::RowBatch& rows,
                                   const std::vector<Origin>& origins) override {
        if (!delta_.given_up_.empty()) return {};
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const std::string_view note = noted_.noter.note(rows, row);
            const std::string_view marks = noted_.noter.marks(rows, row);
            if (last_ == nullptr) {
                delta_.next_.add(origins[row], marks, note);
            } else {
                keep(origins[row], marks, note);
            }
            if (!table_.meet(note, rows, row, noted_.noter, coming_)) delta_.give_up(one_key);
        }
        delta_.judge();
        return {};
    }

    std::size_t most_rows() const override { return rows_until_judged; }
    void finish() override {
        if (last_ != nullptr)
            delta_.sieved_.push_back({noted_.source, last_, std::move(runs_), std::move(changed_)});
    }
    bool wants_digests() const override { return noted_.stands_alone; }

    bool has_sieve() const override { return last_ != nullptr; }
    std::vector<std::string> cuts(std::size_t parts) const override {
        std::vector<std::string> keys;
        if (last_ != nullptr && last_->size() > 0)
            for (std::size_t part = 1; part < parts; ++part)
                keys.emplace_back(last_->first_text_near(last_->size() * part / parts));
        return keys;
    }
    std::unique_ptr<Sieve> sieve(db::RowStream& rows) override {
        return std::make_unique<Sieve>(rows, *last_, lost_);
    }

    void add(const Sieve& held_back) override {
        if (!table_.meet(held_back)) delta_.give_up(one_key);
        for (Sieve::Run run : held_back.runs()) {
            run.after += let_through_;
            runs_.push_back(run);
        }
        let_through_ += held_back.let_through();
    }

private:
    static constexpr const char* one_key =
        "two rows come with one key, of which the target refuses one";

    void keep(const Origin& origin, std::string_view marks, std::string_view note) {
        Delta::Changed& changed = changed_.emplace_back();
        changed.origin = origin;
        changed.text.append(marks).append(note);
        delta_.kept_ += sizeof changed + changed.text.size();
    }

    Delta& delta_;
    TableDelta& table_;
    Noted noted_;
    std::vector<const LostParents*> lost_;
    db::ComingRows& coming_;
    const SourceNotes* last_;  // nullptr: every row is converted
    std::vector<Delta::Changed> changed_;
    std::vector<Sieve::Run> runs_;
    std::uint64_t let_through_ = 0;
};

std::unique_ptr<Load> Delta::load(const db::Table& table, const std::vector<std::string>& columns,
                                  Noted noted) {
    auto found = tables_.find(table.name);
    if (found == tables_.end()) {
        order_.push_back(table.name);
        found = tables_.emplace(table.name, TableDelta(table, notes_.find(table.name))).first;
    }
    std::vector<const LostParents*> lost_parents;
    for (const std::string& parent : noted.parents)
        lost_parents.push_back(noted.stands_alone ? &lost(parent) : nullptr);
    return std::make_unique<DeltaLoad>(*this, found->second, std::move(noted), columns,
                                       std::move(lost_parents));
}

// What was noted of the same source, where that is enough to sieve its rows.
const SourceNotes* Delta::last(const Noted& noted) const {
    const SourceNotes* const last = notes_.source(noted.source);
    const bool fits = noted.stands_alone && last != nullptr && last->table_name() == noted.table &&
                      last->parents() == noted.noter.parents();
    return fits ? last : nullptr;
}

const LostParents& Delta::lost(const std::string& table) {
    const auto [found, is_new] = lost_.try_emplace(table);
    TableNotes* const notes = notes_.find(table);
    if (is_new && notes != nullptr)
        for (std::string_view key : notes->missed())
            found->second.add(parent_mark(*take_note_text(key)));
    return found->second;
}

void Delta::note() {
    for (const Sieved& sieved : sieved_)
        note(sieved);
}

void Delta::note(const Sieved& sieved) {
    const SourceNotes& noted = *sieved.noted;
    next_.begin(sieved.source, noted.table_name(), noted.table().keys(), noted.parents());
    const std::size_t marks = noted.parents() * sizeof(std::uint64_t);
    auto changed = sieved.changed.begin();
    const auto note_changed = [&](std::uint64_t before) {
        for (; changed != sieved.changed.end() && changed->origin.place < before; ++changed) {
            const std::string_view text = changed->text;
            next_.add(changed->origin, text.substr(0, marks), text.substr(marks));
        }
    };
    for (const Sieve::Run& run : sieved.runs) {
        note_changed(run.after);
        next_.add(noted, run.first, run.last);
    }
    note_changed(~std::uint64_t{0});
}

void Delta::judge() {
    std::uint64_t changed = 0;
    std::size_t memory = kept_;
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
    if (!notes_.is_whole()) give_up(damaged_notes);
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
