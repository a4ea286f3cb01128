#include "verify/route.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "verify/canonical.h"
#include "verify/evaluate.h"
#include "verify/fast_value.h"
#include "verify/route_key.h"
#include "verify/route_query.h"
#include "verify/row_notes.h"
#include "verify/row_producer.h"
#include "verify/witness.h"

namespace tieout::verify {
namespace {

void add(const std::vector<db::ColumnCount>& more, std::vector<db::ColumnCount>& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].values += more[i].values;
        counts[i].octets += more[i].octets;
        counts[i].characters += more[i].characters;
    }
}

}  // namespace

struct Route::State {
    State(const Tie& the_tie, SideName the_side, db::Session& the_session, const RunFacts& facts)
        : tie(the_tie),
          side(the_side == SideName::source ? the_tie.source : the_tie.target),
          side_name(the_side),
          session(the_session),
          query(the_tie, the_side, the_session),
          reading(facts.zone),
          secret_key(facts.secret_key),
          asks_witnesses(facts.asks_witnesses),
          defangs(facts.defanged && the_side == SideName::source),
          notes(the_tie, the_side, facts.samples_per_finding),
          key(the_tie, the_side, query.table(), the_session.engine()) {}

    const Tie& tie;
    const Side& side;
    SideName side_name;
    db::Session& session;
    RouteQuery query;
    Reading reading;
    std::string secret_key;
    bool asks_witnesses = true;
    bool defangs = false;
    RowNotes notes;
    RouteKey key;
    bool opened = false, literal_done = false;

    std::unique_ptr<db::RowStream> stream;
    std::vector<db::Column> columns;
    db::RowBatch batch, produced;
    std::unique_ptr<ColumnSums> sums;
    std::vector<std::vector<db::ColumnCount>> read_elsewhere;  // of routes that were absorbed
    std::unique_ptr<RowProducer> producer;
    std::vector<CompiledValue> keys, values;
    FastRow fast;               // of the keys, then of the values; empty where rows are produced
    std::size_t fast_room = 0;  // what it writes of the batch at most
    std::string frame;          // what the long way made of a value
    std::size_t keys_a_row = 0, values_a_row = 0;  // the keys among them
    bool has_secrets = false;
    ProducerTrouble trouble;
    std::uint64_t source_rows = 0, rows = 0, sent_bytes = 0;
    SetDigest digest;

    Digest digest_of(std::string_view row) const {
        return Digest::of(has_secrets ? without_secrets(row) : row);
    }
    std::string_view without_secrets(std::string_view row) const;
    void open();
    void find_short_ways();
    bool fill();
    void read_batch(CanonicalBatch& out);
    void read_rows(CanonicalBatch& out);
    void produce_rows(std::size_t row, CanonicalBatch& out);
    void go_on_slowly(std::size_t done, const RowView& view, CanonicalBatch& out);
    void end_row(const char* begin, const std::uint32_t* ends, bool unreadable,
                 CanonicalBatch& out);
    void tell_notes(const CanonicalRow& row);
    void go_the_long_way(std::size_t index, const RowView& view);
    void encode_value(const CompiledValue& value, As as, std::size_t field, const RowView& view);
};

// They stand last.
std::string_view Route::State::without_secrets(std::string_view row) const {
    std::string_view rest = row;
    for (std::size_t i = 0; i < tie.key_as.size(); ++i)
        take(rest);
    for (const Field& field : tie.fields) {
        if (field.as == As::secret) break;
        take(rest);
    }
    return row.substr(0, row.size() - rest.size());
}

void Route::State::open() {
    opened = true;
    if (side.literal) {
        for (const std::string& name : side.literal->columns)
            columns.push_back({name, db::ValueType::text, "", "utf8", ""});
    } else {
        stream = session.stream(query.query());
        columns = stream->columns();
    }
    const FindColumn column = [this](const std::string& name) { return query.find(name, columns); };
    const FindExpression expression = [this](const Value& value) {
        return query.find(value, columns);
    };
    for (const Value& value : side.key)
        keys.emplace_back(value, column, expression);
    for (const Field& field : tie.fields)
        values.emplace_back(side_name == SideName::source ? field.source : field.target, column,
                            expression);
    keys_a_row = keys.size();
    values_a_row = keys.size() + values.size();
    has_secrets = std::any_of(tie.fields.begin(), tie.fields.end(),
                              [](const Field& field) { return field.as == As::secret; });
    const auto charset = [&](const std::string& name) {
        return columns[column(name).index].charset;
    };
    producer = make_producer(side.explode, column, expression, charset);
    if (!producer) find_short_ways();
    if (asks_witnesses && !query.from_sql().empty()) sums = std::make_unique<ColumnSums>(columns);
}

void Route::State::find_short_ways() {
    for (std::size_t i = 0; i < keys.size(); ++i)
        fast.add({side.key[i], tie.key_as[i], keys[i].column()});
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Field& field = tie.fields[i];
        if (defangs && field.defanged)
            fast.add({});
        else
            fast.add({side_name == SideName::source ? field.source : field.target, field.as,
                      values[i].column()});
    }
}

bool Route::State::fill() {
    if (stream) return stream->next(batch);
    if (literal_done) return false;
    literal_done = true;
    batch.clear(side.literal->columns.size());
    for (const auto& row : side.literal->rows)
        for (const auto& cell : row)
            cell ? batch.add(*cell) : batch.add_null();
    return batch.rows() > 0;
}

void Route::State::encode_value(const CompiledValue& value, As as, std::size_t field,
                                const RowView& view) {
    reading.transformed = false;
    Cell cell = value.read(view, reading);
    if (defangs && field != RowNote::of_the_key && tie.fields[field].defanged)
        cell = defanged(*tie.fields[field].defanged, cell, reading);
    if (const char* why = encode(as, cell, value.from(), secret_key, frame))
        notes.add({field, false, text_of(cell, reading), {}, why});
    if (reading.transformed && !cell.is_unreadable())
        notes.add({field, true, reading.before, reading.after, nullptr});
}

// Of a key or a field, into `frame`.
void Route::State::go_the_long_way(std::size_t index, const RowView& view) {
    const bool of_key = index < keys.size();
    const std::size_t field = of_key ? RowNote::of_the_key : index - keys.size();
    const std::size_t notes_before = notes.size();
    frame.clear();
    encode_value(of_key ? keys[index] : values[field],
                 of_key ? tie.key_as[index] : tie.fields[field].as, field, view);
    if (!fast.empty() && notes.size() == notes_before)
        fast.at(index).remember(batch.row(view.row), frame);
}

// From the value `done` of the row on.
void Route::State::go_on_slowly(std::size_t done, const RowView& view, CanonicalBatch& out) {
    notes.clear();
    bool unreadable = false;
    char* begin = out.room(0);
    std::uint32_t* const ends = out.ends();
    while (done < values_a_row) {
        go_the_long_way(done, view);
        const std::size_t at = done == 0 ? 0 : ends[done - 1];
        begin = out.room(at + frame.size() + fast_room);
        std::memcpy(begin + at, frame.data(), frame.size());
        ends[done] = static_cast<std::uint32_t>(at + frame.size());
        unreadable |= done >= keys.size() && frame.front() == '!';
        ++done;
        if (!fast.empty()) done = fast.put(batch.row(view.row), done, reading.zone, begin, ends);
    }
    end_row(begin, ends, unreadable, out);
    if (!notes.empty() || !trouble.why.empty()) tell_notes(out.row(out.size() - 1));
}

void Route::State::end_row(const char* begin, const std::uint32_t* ends, bool unreadable,
                           CanonicalBatch& out) {
    bool null_key = is_null(begin);
    for (std::size_t i = 1; i < keys_a_row; ++i)
        null_key |= is_null(begin + ends[i - 1]);
    out.end_row(null_key, unreadable);
}

void Route::State::tell_notes(const CanonicalRow& row) {
    const rules::Key of_row = shown_key(tie, row.key());
    notes.tell(of_row);
    if (!trouble.why.empty()) notes.tell(trouble, of_row);
    trouble = {};
}

void Route::State::produce_rows(std::size_t row, CanonicalBatch& out) {
    reading.scratch.clear();
    RowView view{&batch, row, nullptr, 0};
    trouble = producer->produce(view, reading, produced);
    view.produced = &produced;
    for (; view.produced_row < produced.rows(); ++view.produced_row)
        go_on_slowly(0, view, out);
    if (trouble.why.empty()) return;
    // No row was produced that could name the source row: its plain columns do.
    rules::Key of_row;
    for (std::size_t i = 0; i < side.key.size(); ++i)
        if (keys[i].reads_only_the_source(columns.size())) {
            const Cell cell = keys[i].read(view, reading);
            of_row.push_back({tie.key_names[i], std::string(text_of(cell, reading))});
        }
    notes.tell(trouble, of_row);
    trouble = {};
}

void Route::State::read_rows(CanonicalBatch& out) {
    const std::size_t all = batch.rows();
    for (std::size_t row = 0; row < all; ++row) {
        const FastRow::Halt halt = fast.put_rows(batch, row, keys_a_row, reading.zone, out);
        row = halt.row;
        if (row == all) return;
        reading.scratch.clear();
        go_on_slowly(halt.values, RowView{&batch, row, nullptr, 0}, out);
    }
}

void Route::State::read_batch(CanonicalBatch& out) {
    fast_room = fast.room(batch);
    out.room(fast_room);
    if (sums) sums->add(batch);
    const std::size_t all = batch.rows(), before = out.size();
    source_rows += all;
    sent_bytes += batch.bytes();
    if (!producer) read_rows(out);
    for (std::size_t row = 0; producer && row < all; ++row)
        produce_rows(row, out);
    rows += out.size() - before;
    // Not row by row: bytes that have just been written piecemeal are slow to read as words.
    for (std::size_t row = before; row < out.size(); ++row)
        digest.add(digest_of(out.bytes_of(row, 1)));
}

Route::Route(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts)
    : state_(std::make_unique<State>(tie, side, session, facts)) {}

Route::~Route() = default;

const std::string& Route::sql() const {
    return state_->query.query().sql;
}

const std::vector<std::string>& Route::compared_columns() const {
    return state_->query.compared();
}

bool Route::keys_proved_unique() {
    return state_->key.proves_unique();
}

bool Route::next(CanonicalBatch& batch) {
    State& state = *state_;
    if (!state.opened) state.open();
    batch.clear(state.keys.size(), state.values.size());
    std::size_t read = 0;  // rows of which none is produced must not keep a stop from being seen
    while (read < CanonicalBatch::target_rows && !batch.full()) {
        if (!state.fill()) return batch.size() > 0;
        state.read_batch(batch);
        read += state.batch.rows();
    }
    return true;
}

bool Route::may_move() const {
    return state_->query.names_a_moving_table();
}

KeyOrder Route::key_order() const {
    const State& state = *state_;
    return verify::key_order(state.side, state.tie.key_as, state.query.table(),
                             state.session.engine(), state.query.quoted_key());
}

void Route::order_by(const KeyOrder& order) {
    state_->query.order_by(order.by);
}

void Route::look_only_at(const std::vector<std::string_view>& keys) {
    // Longer lists are no faster than the whole table, and some servers have no room for them.
    constexpr std::size_t most = 1000;
    if (keys.size() > most) return;
    State& state = *state_;
    for (std::size_t i = 0; i < state.tie.key_as.size(); ++i) {
        if (!state.key.is_whole_number(i)) continue;
        std::vector<std::string> numbers;
        for (const std::string_view key : keys)
            if (const auto number = number_in(key, i)) numbers.push_back(*number);
        if (numbers.size() != keys.size()) continue;
        state.query.restrict_to(state.side.key[i].text, numbers);
        return;
    }
}

void Route::read_only_where(const std::string& condition) {
    state_->query.read_only_where(condition);
}

std::optional<KeyColumn> Route::range_key() const {
    const State& state = *state_;
    if (state.side.key.empty() || !state.key.is_whole_number(0) || may_move()) return std::nullopt;
    return state.query.indexed(state.side.key[0].text);
}

void Route::look_only_at(const KeyRange& range) {
    state_->query.restrict_to(state_->side.key[0].text, range);
}

void Route::absorb(Route& other) {
    State& mine = *state_;
    State& theirs = *other.state_;
    mine.rows += theirs.rows;
    mine.source_rows += theirs.source_rows;
    mine.sent_bytes += theirs.sent_bytes;
    mine.digest.add(theirs.digest);
    mine.notes.merge(std::move(theirs.notes));
    if (mine.sums) mine.sums->add(*theirs.sums);
    mine.read_elsewhere.push_back(theirs.stream->counts());
    theirs.stream.reset();
}

void Route::forget(std::string_view row) {
    state_->digest.remove(state_->digest_of(row));
    --state_->rows;
}

void Route::remember(std::string_view row) {
    state_->digest.add(state_->digest_of(row));
    ++state_->rows;
}

std::uint64_t Route::bytes() const {
    return state_->sent_bytes;
}

std::uint64_t Route::rows() const {
    return state_->rows;
}

Digest Route::digest() const {
    return state_->digest.result();
}

rules::FindingLog Route::take_findings() {
    return state_->notes.take();
}

std::vector<rules::Witness> Route::witnesses() {
    State& state = *state_;
    if (!state.stream || !state.sums) return {};
    std::vector<db::ColumnCount> counts = state.stream->counts();
    state.stream.reset();
    for (const std::vector<db::ColumnCount>& more : state.read_elsewhere)
        add(more, counts);
    return ask_witnesses(state.query, state.side_name, state.session, state.columns, counts,
                         *state.sums, state.source_rows);
}

rules::Key shown_key(const Tie& tie, std::string_view key_bytes) {
    rules::Key key;
    for (std::size_t i = 0; i < tie.key_names.size(); ++i)
        key.push_back({tie.key_names[i], shown(take(key_bytes), tie.key_as[i]).value_or("NULL")});
    return key;
}

std::vector<std::optional<std::string>> shown_fields(const Tie& tie, std::string_view field_bytes) {
    std::vector<std::optional<std::string>> fields;
    for (const Field& field : tie.fields)
        fields.push_back(shown(take(field_bytes), field.as));
    return fields;
}

}  // namespace tieout::verify
