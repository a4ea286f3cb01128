#include "migrate/table_migration.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "migrate/defang.h"
#include "migrate/read_ahead.h"
#include "rules/yaml.h"

namespace tieout::migrate {
namespace {

const db::Table& table_of(const TablePlan& plan, db::Writer& target) {
    if (const db::Table* table = target.catalogue().find(plan.table)) return *table;
    throw Error(Fault::schema, plan.where_in_file + ": the target has no table `" + plan.table +
                                   "`; create v5's tables first, or ask for it with --create");
}

db::RowBatch batch_of(const FixedRows& fixed) {
    db::RowBatch batch;
    batch.clear(fixed.columns.size());
    for (const auto& row : fixed.rows) {
        for (const auto& cell : row) {
            if (cell) {
                batch.add(*cell);
            } else {
                batch.add_null();
            }
        }
    }
    return batch;
}

const Defang* defang_of(const std::vector<Defang>& rules, const std::string& column) {
    for (const Defang& rule : rules)
        if (rule.column == column) return &rule;
    return nullptr;
}

void apply(const Defang& rule, Slot& slot) {
    if (rule.mail_to) {
        if (slot.is_null()) return;
        mail_to(slot.text(), *rule.mail_to, slot.scratch());
        slot.take_scratch();
    } else if (rule.constant) {
        slot.set_text(*rule.constant);
    } else {
        slot.set_null();
    }
}

// The first and the last of the source's columns that most columns of the target are, and its first
// one the first of them; nullopt: it is not so.
std::optional<std::pair<std::size_t, std::size_t>> ends_of_most(
    const std::vector<std::optional<ColumnRef>>& bare) {
    std::vector<std::size_t> places;
    for (const auto& ref : bare)
        if (ref && !ref->produced) places.push_back(ref->index);
    if (bare.empty() || !bare.front() || 2 * places.size() <= bare.size()) return std::nullopt;
    const auto [first, last] = std::minmax_element(places.begin(), places.end());
    return places.front() == *first ? std::optional(std::pair(*first, *last)) : std::nullopt;
}

// Of a longer row each cell is copied by itself, so that what is only looked at stays behind.
constexpr std::size_t most_copied_bytes = 512;

// Batches of a part that wait until the parts before it are done.
constexpr std::size_t most_ahead = 128;

}  // namespace

TableMigration::TableMigration(const TablePlan& plan, Workshop& shop)
    : plan_(plan),
      shop_(shop),
      target_(table_of(plan, shop.target)),
      query_(plan, shop.source),
      producer_(plan.explode, query_) {
    query_.offer_produced();
    bind_columns();
    number_identity();
    require_filled();
    for (const std::string& key : plan.key)
        key_refs_.push_back(query_.column(key, plan.where_in_file));
}

void TableMigration::bind_columns() {
    const db::Engine engine = shop_.target.engine();
    for (const TargetValue& value : plan_.columns) {
        const db::TableColumn* column = target_.find(value.column);
        if (column == nullptr || column->generated) {
            std::vector<std::string_view> known;
            for (const db::TableColumn& one : target_.columns)
                known.push_back(one.name);
            const std::string_view meant = rules::nearest(value.column, known);
            throw Error(Fault::schema,
                        value.where + ": the target's table " + plan_.table + " has no column `" +
                            value.column + "` that can be written" +
                            (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?"));
        }
        columns_.push_back(column->name);
        values_.push_back(bind(value.value, query_));
        cells_.emplace_back(*column, engine);
        defang_.push_back(defang_of(plan_.defang, value.column));
        const bool bare = is_bare_column(values_.back()) && defang_.back() == nullptr;
        bare_.push_back(bare ? std::optional(values_.back().column) : std::nullopt);
    }
    copied_ = ends_of_most(bare_);
}

void TableMigration::number_identity() {
    const db::Constraint* key = target_.primary_key();
    if (key == nullptr || key->columns.size() != 1) return;
    const db::TableColumn* column = target_.find(key->columns.front());
    if (column == nullptr || !column->identity) return;
    if (std::find(columns_.begin(), columns_.end(), column->name) != columns_.end()) return;
    columns_.push_back(column->name);
    number_ = &shop_.numbers[plan_.table];
}

void TableMigration::require_filled() const {
    for (const db::TableColumn& column : target_.columns) {
        const bool fills_itself =
            column.nullable || column.generated || column.identity || column.default_sql;
        if (fills_itself) continue;
        if (std::find(columns_.begin(), columns_.end(), column.name) == columns_.end()) {
            throw Error(Fault::schema,
                        plan_.where_in_file + ": " + plan_.table + "." + column.name +
                            " takes no NULL and has no default, and nothing fills it");
        }
    }
}

void TableMigration::tick() {
    if (shop_.stop != nullptr && shop_.stop->load()) {
        throw Error(Fault::interrupted, "stopped while filling " + plan_.table +
                                            ": nothing of this migration was kept");
    }
    if (!shop_.progress) return;
    std::uint64_t read = streamed_;
    for (const Sieve* sieve : sieves_)
        read += sieve->held_back();
    shop_.progress({plan_.table, read, expected_});
}

void TableMigration::stream_source(Load& load, TargetRows& rows) {
    tick();
    if (load.wants_digests()) digest_.emplace();
    if (plan_.fixed) {
        process(batch_of(*plan_.fixed), rows);
        return rows.finish();
    }
    if (load.has_sieve()) return stream_sieved(load, rows);
    const auto stream = shop_.source.stream(query_.query());
    ReadAhead ahead(*stream);
    process_all(ahead, rows);
    rows.finish();
}

std::vector<std::string> TableMigration::parts(const Load& load) const {
    const std::string& column = query_.cut_by();
    if (shop_.more_source.empty() || column.empty() || expected_ < shop_.rows_for_ranges)
        return {""};
    std::vector<std::string> conditions;
    std::string from;
    std::optional<Decimal> last;
    for (const std::string& cut : load.cuts(shop_.more_source.size() + 1)) {
        const auto bound = Decimal::parse(cut);
        if (!bound || bound->scale() != 0 || (last && *bound <= *last)) return {""};
        last = bound;
        conditions.push_back(from + column + " < " + bound->text());
        from = column + " >= " + bound->text() + " AND ";
    }
    conditions.push_back(from.substr(0, from.rfind(" AND ")));
    return conditions;
}

// Each part is read and sieved by a thread of its own; what they let through is converted part
// after part, so that rows come in one order however many there are.
void TableMigration::stream_sieved(Load& load, TargetRows& rows) {
    struct Part {
        std::unique_ptr<db::RowStream> stream;
        std::unique_ptr<Sieve> sieve;
        std::unique_ptr<ReadAhead> ahead;
    };
    std::vector<Part> all;
    for (const std::string& condition : parts(load)) {
        db::Session& session = all.empty() ? shop_.source : *shop_.more_source[all.size() - 1];
        Part& part = all.emplace_back();
        part.stream = session.stream(query_.query(condition));
        part.sieve = load.sieve(*part.stream);
        part.ahead = std::make_unique<ReadAhead>(*part.sieve, most_ahead);
        sieves_.push_back(part.sieve.get());
    }
    for (Part& part : all)
        process_all(*part.ahead, rows);
    rows.finish();
    sieves_.clear();
    for (const Part& part : all) {
        streamed_ += part.sieve->held_back();
        result_.produced += part.sieve->rows_held_back();
        rows.add(*part.sieve);
        load.add(*part.sieve);
    }
}

void TableMigration::process_all(ReadAhead& ahead, TargetRows& rows) {
    db::RowBatch batch;
    while (ahead.next(batch)) {
        process(batch, rows);
        tick();
    }
}

void TableMigration::process(const db::RowBatch& batch, TargetRows& rows) {
    for (std::size_t i = 0; i < batch.rows(); ++i) {
        Row row{batch.row(i)};
        origin_.place = streamed_++;
        origin_.rows = 1;
        if (digest_) origin_.digest = digest_->of(batch, i);
        if (producer_.is_none()) {
            convert(row, rows);
            continue;
        }
        if (!producer_.produce(row, shop_.evaluator, produced_)) {
            ++result_.produced;
            db::RowBatch key;
            key.clear(key_refs_.size());
            read_key(row, key);
            rows.quarantine(key, {"", producer_.reason(), ""});
            continue;
        }
        if (produced_.rows() == 0) ++empty_;
        row.produced = &produced_;
        origin_.rows = static_cast<std::uint32_t>(produced_.rows());
        for (row.produced_row = 0; row.produced_row < produced_.rows(); ++row.produced_row)
            convert(row, rows);
    }
}

void TableMigration::read_key(const Row& row, db::RowBatch& key) const {
    for (const ColumnRef ref : key_refs_) {
        const bool unknown = ref.produced && row.produced == nullptr;
        if (unknown || row.is_null(ref)) {
            key.add_null();
        } else {
            key.add(row.at(ref));
        }
    }
}

TableMigration::CopiedRow TableMigration::copy_row(const Row& row, db::RowBatch& cells) const {
    if (!copied_ || row.produced != nullptr || row.is_null(*bare_.front())) return {};
    const std::string_view first = row.source.at(copied_->first);
    const std::string_view last = row.source.at(copied_->second);
    const auto size = static_cast<std::size_t>(last.data() + last.size() - first.data());
    if (size > most_copied_bytes) return {};  // or they stand in another order
    // A row is taken back from where its first cell begins: that must be here.
    if (!cells_.front().is_plain(first)) return {};
    return {first.data(), size, cells.add_block(first.data(), size)};
}

// The short way, which most cells take. False: nothing was added.
inline bool TableMigration::add_plain(std::size_t column, const Row& row, const CopiedRow& copied,
                                      db::RowBatch& cells) const {
    const auto& bare = bare_[column];
    if (!bare || row.is_null(*bare)) return false;
    const std::string_view text = row.at(*bare);
    if (!cells_[column].is_plain(text)) return false;
    const auto at = static_cast<std::size_t>(text.data() - copied.from);
    if (at < copied.size && text.size() <= copied.size - at) {
        cells.place(copied.to + at, text.size());
    } else {
        cells.add(text);
    }
    return true;
}

bool TableMigration::add_cell(std::size_t column, const Row& row, db::RowBatch& cells,
                              Refused& why) {
    TargetColumn& cell = cells_[column];
    if (!shop_.evaluator.evaluate(values_[column], row, slot_)) {
        why = {columns_[column], shop_.evaluator.reason(), raw_text(values_[column], row)};
        return false;
    }
    if (defang_[column] != nullptr) apply(*defang_[column], slot_);
    if (slot_.is_null()) {
        if (cell.takes_null()) {
            cells.add_null();
            return true;
        }
        why = {columns_[column], "no value, and the column takes none",
               raw_text(values_[column], row)};
        return false;
    }
    if (cell.append(slot_, cells.buffer())) {
        cells.end_cell();
        return true;
    }
    why = {columns_[column], cell.reason(), std::string(slot_.text())};
    if (defang_[column] != nullptr) {
        why.reason += " once it is rewritten for a rehearsal";
        why.raw = raw_text(values_[column], row);
    }
    return false;
}

void TableMigration::convert(const Row& row, TargetRows& rows) {
    ++result_.produced;
    const TargetRows::NextRow next = rows.next();
    read_key(row, next.key);
    const CopiedRow copied = copy_row(row, next.cells);
    const std::size_t columns = values_.size();
    for (std::size_t column = 0; column < columns; ++column) {
        if (add_plain(column, row, copied, next.cells)) continue;
        if (Refused why; !add_cell(column, row, next.cells, why)) return rows.refuse(why);
    }
    if (number_ != nullptr) {
        const fmt::format_int digits(++*number_);
        next.cells.add({digits.data(), digits.size()});
    }
    rows.take(origin_);
}

void TableMigration::fill() {
    const auto begin = std::chrono::steady_clock::now();
    result_.table = plan_.table;
    result_.from = plan_.source_name();
    result_.columns_read = query_.columns_read();
    result_.columns_written = columns_;
    expected_ = query_.estimated_rows();
    const auto load = shop_.load(plan_, target_, columns_);
    TargetRows rows(plan_, target_, columns_, *load, shop_.written, shop_.sink);
    stream_source(*load, rows);
    load->finish();
    result_.written = rows.written();
    result_.quarantined = rows.quarantined();
    result_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

rules::LoadResult TableMigration::count() {
    const auto sql = query_.count_query();
    const std::string counted = sql ? shop_.source.query(*sql).rows.at(0).at(0).value_or("0") : "0";
    const std::uint64_t read = std::stoull(counted);
    if (sql && query_.reads_whole_table() && read != streamed_ && shop_.source.facts().consistent) {
        throw Error(Fault::internal, "table " + plan_.source_name() + ": the server counts " +
                                         counted + " rows, " + std::to_string(streamed_) +
                                         " arrived");
    }
    add_up(read);
    return result_;
}

void TableMigration::add_up(std::uint64_t read) {
    result_.left_out = empty_ + (read > streamed_ ? read - streamed_ : 0);
    result_.read = std::max(read, streamed_);
    const std::uint64_t used = result_.read - result_.left_out;
    const bool adds_up =
        result_.produced == result_.written + result_.quarantined &&
        (producer_.is_none() ? result_.produced == used : result_.produced >= used);
    if (adds_up) return;
    throw Error(Fault::internal, "table " + plan_.table + ": " + std::to_string(result_.read) +
                                     " rows read are not " + std::to_string(result_.written) +
                                     " written, " + std::to_string(result_.quarantined) +
                                     " in quarantine and " + std::to_string(result_.left_out) +
                                     " left out");
}

}  // namespace tieout::migrate
