#include "migrate/target_rows.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/error.h"
#include "base/unicode.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

// Enough to find the value again in the source; a quarantine is not a copy of the data.
constexpr std::size_t raw_limit = 200;

// Groups begin with so many rows, or bytes.
constexpr std::size_t least_rows = 2048, least_bytes = 1 << 20;
// Of one group; another one is on its way at the same time.
constexpr std::size_t group_memory = 4 << 20;

std::string comma_list(const std::vector<std::string>& words) {
    std::string result;
    for (const std::string& word : words)
        result += (result.empty() ? "" : ", ") + word;
    return result;
}

bool breaks(const Reject& reject, std::optional<std::string_view> cell) {
    if (!cell) return reject.is_null;
    if (reject.not_in) {
        const auto& words = *reject.not_in;
        if (std::find(words.begin(), words.end(), *cell) == words.end()) return true;
    }
    if (!reject.below && !reject.above) return false;
    const auto number = Decimal::parse(*cell);
    if (!number) return true;
    return (reject.below && *number < *reject.below) || (reject.above && *number > *reject.above);
}

db::RowBatch last_row(const db::RowBatch& rows) {
    db::RowBatch row;
    row.clear(rows.columns());
    if (rows.columns() > 0) row.add_row(rows, rows.rows() - 1);
    return row;
}

// In the last row.
void set_null(db::RowBatch& rows, std::size_t column) {
    const db::RowBatch row = last_row(rows);
    rows.cut(rows.rows() - 1);
    for (std::size_t i = 0; i < row.columns(); ++i) {
        if (i == column || row.is_null(0, i)) {
            rows.add_null();
        } else {
            rows.add(row.at(0, i));
        }
    }
}

std::optional<std::string_view> cell_at(const db::RowBatch& batch, std::size_t row,
                                        std::size_t column) {
    if (batch.is_null(row, column)) return std::nullopt;
    return batch.at(row, column);
}

std::string raw(const db::RowBatch& rows, std::size_t row, std::size_t column) {
    return std::string(rows.at(row, column));  // "" for NULL
}

}  // namespace

TargetRows::TargetRows(const TablePlan& plan, const db::Table& target,
                       const std::vector<std::string>& columns, Load& load, WrittenIds& written,
                       QuarantineSink& sink)
    : plan_(plan), target_(target), columns_(columns), load_(load), sink_(sink) {
    for (const Reference& reference : plan.references) {
        references_.push_back({&reference, index_of(reference.column),
                               written.find(reference.table, reference.parent),
                               reference.table == plan.table});
    }
    for (const Reject& reject : plan.rejects) {
        rejects_.push_back({&reject, {}});
        if (!reject.column.empty()) rejects_.back().columns.push_back(index_of(reject.column));
        for (const std::string& column : reject.all_blank)
            rejects_.back().columns.push_back(index_of(column));
    }
    for (const auto& unique : plan.unique) {
        uniques_.emplace_back();
        for (const std::string& column : unique)
            uniques_.back().columns.push_back(index_of(column));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (IdSet* ids = written.find(plan.table, columns[i])) own_.push_back({i, ids});
    }
    const bool has_own_parents = std::any_of(references_.begin(), references_.end(),
                                             [](const auto& reference) { return reference.own; });
    // Children would wait in memory for a large group.
    most_in_group_ = has_own_parents ? 1 : std::max<std::size_t>(load.most_rows() / least_rows, 1);
    out_.clear(columns.size());
    out_keys_.clear(plan.key.size());
}

std::size_t TargetRows::index_of(const std::string& column) const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) -
                                    columns_.begin());
}

std::optional<Refused> TargetRows::rejected() const {
    const std::size_t row = before_last();
    for (const BoundReject& reject : rejects_) {
        const std::size_t first = reject.columns.front();
        if (reject.plan->all_blank.empty()) {
            if (!breaks(*reject.plan, cell_at(out_, row, first))) continue;
            return Refused{reject.plan->column, reject.plan->because, raw(out_, row, first)};
        }
        const bool blank =
            std::all_of(reject.columns.begin(), reject.columns.end(),
                        [&](std::size_t column) { return trimmed(out_.at(row, column)).empty(); });
        if (blank) return Refused{comma_list(reject.plan->all_blank), reject.plan->because, ""};
    }
    return std::nullopt;
}

std::optional<Refused> TargetRows::repeated() {
    const std::size_t row = before_last();
    for (std::size_t i = 0; i < uniques_.size(); ++i) {
        Unique& unique = uniques_[i];
        std::string joined, folded;
        bool null = false;
        for (const std::size_t column : unique.columns) {
            null = null || out_.is_null(row, column);
            folded.clear();
            fold(trimmed(out_.at(row, column)), folded);
            joined += std::to_string(folded.size()) + ":" + folded;
        }
        if (null || unique.seen.insert(Digest::of(joined)).second) continue;
        return Refused{comma_list(plan_.unique[i]), "another row before it has the same value",
                       raw(out_, row, unique.columns.front())};
    }
    return std::nullopt;
}

const TargetRows::BoundReference* TargetRows::missing_parent(const db::RowBatch& rows,
                                                             std::size_t row) {
    for (const BoundReference& reference : references_) {
        if (rows.is_null(row, reference.column)) continue;
        if (!reference.ids->contains(rows.at(row, reference.column))) return &reference;
    }
    return nullptr;
}

Refused TargetRows::orphan(const BoundReference& reference, const db::RowBatch& rows,
                           std::size_t row) const {
    const std::string id = raw(rows, row, reference.column);
    return {columns_[reference.column],
            "no row of " + reference.plan->table + " with " + reference.plan->parent + " " +
                printable(id) + " was written",
            id};
}

void TargetRows::take(const Origin& origin) {
    if (!rejects_.empty())
        if (const auto why = rejected()) return refuse(*why);
    if (!uniques_.empty())
        if (const auto why = repeated()) return refuse(*why);
    admit(origin);
}

void TargetRows::refuse(const Refused& why) {
    quarantine(out_keys_, before_last(), why);
    drop_last();
}

void TargetRows::drop_last() {
    out_.cut(before_last());
    out_keys_.cut(before_last());
}

void TargetRows::admit(Origin origin) {
    while (const BoundReference* missing = missing_parent(out_, before_last())) {
        if (missing->own) return hold(*missing, origin);
        if (!missing->plan->or_null) return refuse(orphan(*missing, out_, before_last()));
        set_null(out_, missing->column);
        origin.digest = {};  // the parent may come
    }
    out_origins_.push_back(origin);
    if (is_full()) flush();
}

void TargetRows::hold(const BoundReference& parent, const Origin& origin) {
    waiting_[raw(out_, before_last(), parent.column)].push_back(
        {last_row(out_), last_row(out_keys_), origin});
    drop_last();
}

void TargetRows::admit_held(const Held& held) {
    out_.add_rows(held.row);
    out_keys_.add_rows(held.key);
    admit(held.origin);
}

bool TargetRows::is_full() const {
    if (out_.rows() >= group_ * least_rows) return true;
    return group_ == 1 ? out_.bytes() >= least_bytes : out_.memory() >= group_memory;
}

void TargetRows::quarantine(const db::RowBatch& keys, std::size_t key, const Refused& why) {
    rules::QuarantinedRow row;
    row.table = plan_.table;
    row.from = plan_.source_name();
    for (std::size_t i = 0; i < plan_.key.size(); ++i)
        row.key.push_back({plan_.key[i], printable(keys.at(key, i))});
    row.column = why.column;
    row.reason = why.reason;
    const bool secret =
        std::find(plan_.secret.begin(), plan_.secret.end(), why.column) != plan_.secret.end();
    if (!secret) row.raw = printable(left(why.raw, raw_limit));
    sink_.add(row);
    ++quarantined_;
}

void TargetRows::note_written(std::size_t row) {
    ++written_rows_;
    for (const Own& own : own_) {
        if (sent_.is_null(row, own.column)) continue;
        own.ids->add(sent_.at(row, own.column));
        if (waiting_.empty()) continue;
        const auto children = waiting_.find(std::string(sent_.at(row, own.column)));
        if (children == waiting_.end()) continue;
        std::move(children->second.begin(), children->second.end(), std::back_inserter(ready_));
        waiting_.erase(children);
    }
}

void TargetRows::flush() {
    while (on_its_way_.valid())  // rows that had waited may have filled another group
        settle();
    if (out_.rows() == 0) return;
    std::swap(out_, sent_);
    std::swap(out_keys_, sent_keys_);
    std::swap(out_origins_, sent_origins_);
    out_.clear(sent_.columns());
    out_keys_.clear(sent_keys_.columns());
    out_origins_.clear();
    on_its_way_ =
        std::async(std::launch::async, [this] { return load_.write(sent_, sent_origins_); });
}

void TargetRows::settle() {
    const std::vector<db::Refusal> refusals = on_its_way_.get();
    settle_group(refusals);
    group_ = refusals.empty() ? std::min(2 * group_, most_in_group_) : 1;
    sent_.clear(sent_.columns());
    sent_keys_.clear(sent_keys_.columns());
    drain();
}

void TargetRows::settle_group(const std::vector<db::Refusal>& refusals) {
    std::size_t next = 0;
    for (std::size_t row = 0; row < sent_.rows(); ++row) {
        if (next == refusals.size() || refusals[next].row != row) {
            note_written(row);
            continue;
        }
        const db::Refusal& refusal = refusals[next++];
        std::string column = refusal.constraint;
        for (const db::Constraint& constraint : target_.constraints) {
            if (constraint.name == refusal.constraint && !constraint.columns.empty()) {
                column = comma_list(constraint.columns);
            }
        }
        quarantine(sent_keys_, row, {column, refusal.reason, ""});
    }
    if (next != refusals.size()) {
        throw Error(Fault::internal,
                    "table " + plan_.table + ": the server's refusals do not match the rows sent");
    }
}

void TargetRows::drain() {
    std::vector<Held> ready;
    ready.swap(ready_);
    for (const Held& held : ready)
        admit_held(held);
}

std::vector<TargetRows::Held> TargetRows::take_waiting() {
    // In the order of the parent's name: the map's own order is no order.
    std::vector<std::string> parents;
    for (const auto& entry : waiting_)
        parents.push_back(entry.first);
    std::sort(parents.begin(), parents.end());
    std::vector<Held> result;
    for (const std::string& parent : parents) {
        auto& children = waiting_[parent];
        std::move(children.begin(), children.end(), std::back_inserter(result));
    }
    waiting_.clear();
    return result;
}

void TargetRows::finish() {
    while (has_rows())
        flush();
    // Rows that may go without their parent go first: others may wait for them.
    for (bool some_went = true; some_went;) {
        some_went = false;
        for (Held& held : take_waiting()) {
            const BoundReference* missing = missing_parent(held.row, 0);
            if (missing != nullptr && missing->plan->or_null) {
                set_null(held.row, missing->column);
                some_went = true;
            }
            if (missing != nullptr) held.origin.digest = {};
            admit_held(held);
        }
        while (has_rows())
            flush();
    }
    for (const Held& held : take_waiting())
        quarantine(held.key, orphan(*missing_parent(held.row, 0), held.row, 0));
}

void TargetRows::add(const Sieve& held_back) {
    written_rows_ += held_back.rows_held_back();
    const SourceNotes& noted = held_back.noted();
    if (!noted.table().read()) return;  // not to be believed, which Delta will say
    for (const Own& own : own_) {
        for (const Sieve::Run& run : held_back.runs()) {
            const std::size_t end = noted.first_row(run.last);
            for (std::size_t row = noted.first_row(run.first); row < end; ++row) {
                std::string_view key = noted.table().key(row);
                own.ids->add(*take_note_text(key));
            }
        }
    }
}

}  // namespace tieout::migrate
