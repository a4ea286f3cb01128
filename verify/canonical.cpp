#include "verify/canonical.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/digest.h"
#include "base/unicode.h"
#include "verify/canonical_number.h"

namespace tieout::verify {
namespace {

// Leaves room for tag and length, and writes them when the bytes are there.
class Frame {
public:
    Frame(char tag, std::string& out) : out_(out), at_(out.size()), tag_(tag) {
        out_.append(short_head, '\0');
    }
    const char* close() {
        const std::size_t length = out_.size() - at_ - short_head;
        if (length >= first_long) out_.insert(at_, long_head - short_head, '\0');
        put_head(tag_, length, out_.data() + at_);
        return nullptr;
    }
    const char* refuse(std::string_view raw, const char* why) {
        out_.resize(at_ + short_head);
        tag_ = '!';
        out_.append(raw);
        close();
        return why;
    }

private:
    std::string& out_;
    std::size_t at_;
    char tag_;
};

template <class Word>
void append_word(Word word, std::string& out) {
    char bytes[sizeof word];
    std::memcpy(bytes, &word, sizeof word);
    out.append(bytes, sizeof word);
}

template <class Word>
Word word_of(std::string_view bytes) {
    Word word = 0;
    std::memcpy(&word, bytes.data(), std::min(sizeof word, bytes.size()));
    return word;
}

// A cell that a step has already made a number or a moment of, as text.
std::string text_of(const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::number:
            return cell.number.normalized().text();
        case Cell::Kind::date:
            return cell.date.text();
        case Cell::Kind::instant:
            return cell.instant.text();
        default:
            return std::string(cell.text);
    }
}

void append_number(const Decimal& number, std::string& out) {
    char frame[number_frame];
    out.append(frame, put_number(number, frame));
}

const char* encode_number(As as, const Decimal& number, std::string& out) {
    if (as == As::integer && number.normalized().scale() > 0)
        return Frame('n', out).refuse(number.normalized().text(), "is not a whole number");
    append_number(number, out);
    return nullptr;
}

const char* encode_number(As as, std::string_view raw, db::ValueType from, std::string& out) {
    Decimal number;
    if (const char* why = read_number(raw, from == db::ValueType::real, number))
        return Frame('n', out).refuse(raw, why);
    if (as == As::integer && number.scale() > 0)
        return Frame('n', out).refuse(raw, "is not a whole number");
    append_number(number, out);
    return nullptr;
}

const char* encode_date(const Cell& cell, std::string_view raw, std::string& out) {
    Frame frame('d', out);
    std::optional<Date> date;
    if (cell.kind == Cell::Kind::date) {
        date = cell.date;
    } else if (raw.size() <= 10) {
        date = Date::parse(raw);
    } else {
        date = Date::parse(raw.substr(0, 10));
        const auto instant = Instant::parse(raw);
        if (!instant) return frame.refuse(raw, "is not a day");
        if (instant->micros % 86'400'000'000 != 0) return frame.refuse(raw, "has a time of day");
    }
    if (!date) return frame.refuse(raw, "is not a day that exists");
    append_word(date->days, out);
    return frame.close();
}

const char* encode_instant(const Cell& cell, std::string_view raw, std::string& out) {
    Frame frame('i', out);
    std::optional<Instant> instant;
    if (cell.kind == Cell::Kind::instant) {
        instant = cell.instant;
    } else if (raw.size() == 10) {
        if (const auto date = Date::parse(raw))
            instant = Instant::from_seconds(std::int64_t{date->days} * 86'400);
    } else {
        instant = Instant::parse(raw);
    }
    if (!instant) return frame.refuse(raw, "is not a moment that exists");
    append_word(instant->micros, out);
    return frame.close();
}

const char* encode_boolean(std::string_view raw, std::string& out) {
    Frame frame('b', out);
    const std::string word = raw.size() <= 5 ? to_lower(raw) : std::string();
    if (word == "1" || word == "t" || word == "true")
        out.push_back('1');
    else if (word == "0" || word == "f" || word == "false")
        out.push_back('0');
    else
        return frame.refuse(raw, "is neither true nor false");
    return frame.close();
}

const char* encode_text(char tag, std::string_view raw, std::string& out) {
    Frame frame(tag, out);
    if (!is_utf8(raw)) return frame.refuse(raw, "is not UTF-8");
    out.append(raw);
    return frame.close();
}

const char* encode_secret(std::string_view raw, std::string_view key, std::string& out) {
    Frame frame('s', out);
    std::string keyed(key);
    append_word(static_cast<std::uint64_t>(key.size()), keyed);
    keyed.append(raw);
    const Digest digest = Digest::of(keyed);
    append_word(digest.high, out);
    append_word(digest.low, out);
    return frame.close();
}

const char* encode_real(std::string_view raw, std::string& out) {
    Frame frame('r', out);
    double value = 0;
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
    if (error != std::errc() || end != raw.data() + raw.size())
        return frame.refuse(raw, "is not a number");
    char digits[40];
    const auto written = std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value);
    out.append(digits, written.ptr);
    return frame.close();
}

// [-]h{1,3}:mm:ss[.f{1,6}] as microseconds.
std::optional<std::int64_t> time_of(std::string_view raw) {
    const bool negative = !raw.empty() && raw.front() == '-';
    if (negative) raw.remove_prefix(1);
    const std::size_t colon = raw.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 3 || raw.size() < colon + 6)
        return std::nullopt;
    std::int64_t hours = 0;
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + colon, hours);
    if (error != std::errc() || end != raw.data() + colon) return std::nullopt;
    // Minutes, seconds and fraction are those of a moment of the first day.
    std::string moment = "1970-01-01 00";
    moment.append(raw.substr(colon));
    const auto rest = Instant::parse(moment);
    if (!rest || rest->micros >= 3'600'000'000) return std::nullopt;
    const std::int64_t micros = hours * 3'600'000'000 + rest->micros;
    return negative ? -micros : micros;
}

const char* encode_time(std::string_view raw, std::string& out) {
    Frame frame('h', out);
    const auto micros = time_of(raw);
    if (!micros) return frame.refuse(raw, "is not a time of day");
    append_word(*micros, out);
    return frame.close();
}

const char* encode_json(std::string_view raw, std::string& out) {
    Frame frame('j', out);
    const auto normal = normal_json(raw);
    if (!normal) return frame.refuse(raw, "is not JSON that can be compared exactly");
    out.append(*normal);
    return frame.close();
}

const char* encode_uuid(std::string_view raw, std::string& out) {
    Frame frame('u', out);
    const std::string lower = to_lower(raw);
    if (lower.size() != 36) return frame.refuse(raw, "is not a UUID");
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit = std::string_view("0123456789abcdef").find(lower[i]) != std::string::npos;
        if (dash ? lower[i] != '-' : !digit) return frame.refuse(raw, "is not a UUID");
    }
    out.append(lower);
    return frame.close();
}

const char* encode_bytes(std::string_view raw, std::string& out) {
    Frame frame('y', out);
    out.append(raw);
    return frame.close();
}

const char* encode_as(As as, const Cell& cell, std::string_view raw, db::ValueType from,
                      std::string_view secret_key, std::string& out) {
    switch (as) {
        case As::integer:
        case As::decimal:
        case As::money:
            return encode_number(as, raw, from, out);
        case As::date:
            return encode_date(cell, raw, out);
        case As::instant:
            return encode_instant(cell, raw, out);
        case As::boolean:
            return encode_boolean(raw, out);
        case As::label:
            return encode_text('l', raw, out);
        case As::text:
            return encode_text('t', raw, out);
        case As::bytes:
            return encode_bytes(raw, out);
        case As::secret:
            return encode_secret(raw, secret_key, out);
        case As::real:
            return encode_real(raw, out);
        case As::time:
            return encode_time(raw, out);
        case As::json:
            return encode_json(raw, out);
        case As::uuid:
            return encode_uuid(raw, out);
    }
    return nullptr;
}

}  // namespace

const char* encode(As as, const Cell& cell, db::ValueType from, std::string_view secret_key,
                   std::string& out) {
    if (cell.kind == Cell::Kind::null) {
        out.push_back('0');
        return nullptr;
    }
    if (cell.kind == Cell::Kind::unreadable) return Frame('!', out).refuse(cell.text, cell.why);
    if (cell.kind == Cell::Kind::number && is_number(as))
        return encode_number(as, cell.number, out);
    if (cell.kind == Cell::Kind::text) return encode_as(as, cell, cell.text, from, secret_key, out);
    if ((cell.kind == Cell::Kind::date && as == As::date) ||
        (cell.kind == Cell::Kind::instant && as == As::instant))
        return encode_as(as, cell, {}, from, secret_key, out);
    return encode_as(as, Cell::of(std::string_view()), text_of(cell), from, secret_key, out);
}

namespace {

std::string money_text(std::string text) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return text + ".00";
    return point + 2 == text.size() ? text + "0" : text;
}

std::string time_text(std::int64_t micros) {
    const std::int64_t size = micros < 0 ? -micros : micros;
    const std::string rest = Instant{size % 3'600'000'000}.text();  // "1970-01-01T00:mm:ss…Z"
    const std::string hours = std::to_string(size / 3'600'000'000);
    return (micros < 0 ? "-" : "") + (hours.size() < 2 ? "0" + hours : hours) +
           rest.substr(13, rest.size() - 14);
}

// People see the first bytes; all of them are compared.
std::string bytes_text(std::string_view bytes) {
    constexpr std::size_t shown_bytes = 64;
    std::string text = "0x";
    for (const char c : bytes.substr(0, shown_bytes)) {
        const auto byte = static_cast<unsigned char>(c);
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    if (bytes.size() > shown_bytes)
        text += "… (" + std::to_string(bytes.size()) + " bytes, digest " +
                Digest::of(bytes).text() + ")";
    return text;
}

}  // namespace

std::optional<std::string> shown(const Canonical& value, As as) {
    switch (value.tag) {
        case '0':
            return std::nullopt;
        case 'n':
            return as == As::money ? money_text(number_of(value).text()) : number_of(value).text();
        case 'd':
            return Date{word_of<std::int32_t>(value.bytes)}.text();
        case 'i':
            return Instant{word_of<std::int64_t>(value.bytes)}.text();
        case 'h':
            return time_text(word_of<std::int64_t>(value.bytes));
        case 'y':
            return bytes_text(value.bytes);
        case 's':
            return "(secret)";
        case 't':
        case 'l':
            return printable(value.bytes);
        case '!':
            return as == As::secret ? "(secret)" : printable(value.bytes);
        default:
            return std::string(value.bytes);
    }
}

}  // namespace tieout::verify
