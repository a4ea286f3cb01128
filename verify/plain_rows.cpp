// The problem: where every row of a large table differs, a value for each difference is gigabytes,
// and making it costs more than reading the rows.
//
// The idea: what is asked of differences is little. How many there are and what they mean in money
// are sums. The first of them by key are a few records. All of them are wanted only where somebody
// writes them to a file, so they are kept as bytes, one record after the other, each with the place
// of the one before it among its like; most rows come in the order of their keys, and then nothing
// need be sorted.
#include "verify/plain_rows.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "verify/canonical.h"
#include "verify/canonical_number.h"

namespace tieout::verify {
namespace {

struct Head {
    std::uint64_t before = 0;  // where the record before it begins, plus one; 0: there is none
    std::uint32_t size = 0;    // of what follows
    std::uint32_t key_size = 0;
};

Head head_of(std::string_view record) {
    Head head;
    std::memcpy(&head, record.data(), sizeof head);
    return head;
}

std::string_view key_of(std::string_view record) {
    return record.substr(sizeof(Head), head_of(record).key_size);
}

// nullopt: NULL, or no number.
std::optional<Decimal> money_in(std::string_view frame) {
    return frame[0] == 'n' ? std::optional(number_of(take(frame))) : std::nullopt;
}

std::optional<Decimal> difference(std::string_view source, std::string_view target) {
    return money_in(source).value_or(Decimal()) - money_in(target).value_or(Decimal());
}

std::string_view frame_at(std::string_view fields, std::size_t index) {
    for (; index > 0; --index)
        take(fields);
    return fields;
}

std::vector<std::size_t> all_fields(const Tie& tie) {
    std::vector<std::size_t> all(tie.fields.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

// A whole number that needs no 16 bytes.
std::optional<std::int64_t> whole_of(const Canonical& value) {
    constexpr std::size_t short_number = 1 + 8;
    if (value.tag != 'n' || value.bytes.size() != short_number || value.bytes[0] != 0)
        return std::nullopt;
    std::int64_t number = 0;
    std::memcpy(&number, value.bytes.data() + 1, sizeof number);
    return number;
}

}  // namespace

std::uint64_t PlainLog::append(std::string_view record) {
    if (buffer_.size() + record.size() > block && !buffer_.empty()) {
        if (!file_) file_ = std::make_unique<UnnamedFile>("Many rows differ");
        file_->write(buffer_);
        buffer_.clear();
    }
    const std::uint64_t at = (file_ ? file_->size() : 0) + buffer_.size();
    buffer_.append(record);
    return at;
}

std::string_view PlainLog::bytes() {
    if (!file_) return buffer_;
    file_->write(buffer_);
    buffer_.clear();
    return file_->mapped();
}

PlainRows::PlainRows(const Tie& tie, std::vector<std::size_t> fields, std::size_t samples,
                     std::shared_ptr<PlainLog> log)
    : PlainRows(tie, std::move(fields), std::nullopt, samples, std::move(log)) {}

PlainRows::PlainRows(const Tie& tie, SideName side, std::size_t samples,
                     std::shared_ptr<PlainLog> log)
    : PlainRows(tie, all_fields(tie), side, samples, std::move(log)) {}

PlainRows::PlainRows(const Tie& tie, std::vector<std::size_t> fields, std::optional<SideName> only,
                     std::size_t samples, std::shared_ptr<PlainLog> log)
    : fields_(std::move(fields)),
      only_(only),
      samples_(std::max<std::size_t>(samples, 1)),
      log_(std::move(log)) {
    for (std::size_t i = 0; i < tie.key_names.size(); ++i)
        keys_.push_back({tie.key_names[i], tie.key_as[i]});
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        columns_.push_back({tie.fields[fields_[i]].name, tie.fields[fields_[i]].as});
        if (tie.money == fields_[i]) money_ = i;
    }
}

void PlainRows::add(std::string_view key, const Frames& source, const Frames& target) {
    begin_record(key);
    for (const std::size_t field : fields_)
        record_.append(source[field]).append(target[field]);
    const std::size_t money = money_ ? fields_[*money_] : 0;
    end_record(key, money_ ? difference(source[money], target[money]) : std::nullopt);
}

void PlainRows::add(std::string_view key, std::string_view fields) {
    begin_record(key);
    record_.append(fields);
    end_record(key, money_ ? money_in(frame_at(fields, *money_)) : std::nullopt);
}

void PlainRows::end_record(std::string_view key, const std::optional<Decimal>& amount) {
    const Head head{last_, static_cast<std::uint32_t>(record_.size() - sizeof(Head)),
                    static_cast<std::uint32_t>(key.size())};
    static_assert(sizeof head == head_size);
    std::memcpy(record_.data(), &head, sizeof head);
    ascends_ = ascends_ && (count_ == 0 || !before(key, last_key_));
    last_key_.assign(key);
    last_ = log_->append(record_) + 1;
    ++count_;
    keep_first(key);
    if (!amount) return;
    has_amount_ = true;
    amount_.add(amount->is_negative() ? -*amount : *amount);
}

void PlainRows::keep_first(std::string_view key) {
    if (samples_ == 0) return;
    if (first_.size() == samples_) {
        if (!before(key, key_of(first_.back()))) return;
        first_.pop_back();
    }
    const auto at = std::find_if(first_.begin(), first_.end(), [&](const std::string& record) {
        return before(key, key_of(record));
    });
    first_.insert(at, record_);
}

std::optional<Decimal> PlainRows::amount() const {
    return has_amount_ ? std::optional(amount_.total()) : std::nullopt;
}

// In the order of rules::key_before(): whole numbers by value.
bool PlainRows::before(std::string_view key, std::string_view other) const {
    std::string_view a = key, b = other;
    while (!a.empty()) {
        const auto left = whole_of(take(a)), right = whole_of(take(b));
        if (!left || !right) return rules::key_before(shown(key), shown(other));
        if (*left != *right) return *left < *right;
    }
    return false;
}

rules::Key PlainRows::shown(std::string_view key) const {
    rules::Key result;
    for (const Shown& part : keys_)
        result.push_back({part.name, verify::shown(take(key), part.as).value_or("NULL")});
    return result;
}

rules::Member PlainRows::member(std::string_view record) const {
    rules::Member member;
    member.key = shown(key_of(record));
    member.in_source = only_ != SideName::target;
    member.in_target = only_ != SideName::source;
    std::string_view frames = record.substr(sizeof(Head) + head_of(record).key_size);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        rules::ColumnPair& pair = member.columns.emplace_back();
        pair.name = columns_[i].name;
        pair.as = name(columns_[i].as);
        const std::string_view first = frames;
        if (member.in_source) pair.source = verify::shown(take(frames), columns_[i].as);
        const std::string_view second = frames;
        if (member.in_target) pair.target = verify::shown(take(frames), columns_[i].as);
        if (money_ == i) member.amount = only_ ? money_in(first) : difference(first, second);
    }
    return member;
}

std::vector<rules::Member> PlainRows::first() const {
    std::vector<rules::Member> members;
    for (const std::string& record : first_)
        members.push_back(member(record));
    return members;
}

// In key order.
std::vector<std::string_view> PlainRows::records() const {
    const std::string_view all = log_->bytes();
    std::vector<std::string_view> records;
    records.reserve(static_cast<std::size_t>(count_));
    for (std::uint64_t at = last_; at != 0;) {
        const std::string_view from_here = all.substr(static_cast<std::size_t>(at - 1));
        const Head head = head_of(from_here);
        records.push_back(from_here.substr(0, sizeof head + head.size));
        at = head.before;
    }
    std::reverse(records.begin(), records.end());
    if (!ascends_)
        std::sort(records.begin(), records.end(), [this](std::string_view a, std::string_view b) {
            return before(key_of(a), key_of(b));
        });
    return records;
}

void PlainRows::for_each(const rules::VisitMember& visit) const {
    for (const std::string_view record : records())
        visit(member(record));
}

}  // namespace tieout::verify
