#include "migrate/php_serialized.h"

#include <charconv>
#include <cstdint>

namespace tieout::migrate {
namespace {

// Deeper than any cart; keeps a hostile text from exhausting our stack.
constexpr int deepest = 64;

// Each read_* returns false where the bytes are not what they must be; the first trouble is kept.
class PhpReader {
public:
    explicit PhpReader(std::string_view bytes) : bytes_(bytes) {}

    PhpReading run() {
        PhpValue value;
        if (read_value(value, 0) && at_ != bytes_.size()) fail("bytes after the end of the value");
        if (!trouble_.empty()) return {std::nullopt, trouble_};
        return {std::move(value), {}};
    }

private:
    bool fail(const std::string& what) {
        if (trouble_.empty()) trouble_ = what + " at byte " + std::to_string(at_);
        return false;
    }

    bool expect(std::string_view token) {
        if (bytes_.substr(at_, token.size()) != token) {
            return fail("expected `" + std::string(token) + "`");
        }
        at_ += token.size();
        return true;
    }

    // Digits up to `end`, which is taken too.
    bool read_count(char end, std::size_t& count) {
        const char* const begin = bytes_.data() + at_;
        const auto [stopped, error] = std::from_chars(begin, bytes_.data() + bytes_.size(), count);
        if (error != std::errc()) return fail("expected a length");
        at_ += static_cast<std::size_t>(stopped - begin);
        return expect({&end, 1});
    }

    bool read_token(PhpValue& value, PhpValue::Kind kind, std::string_view allowed) {
        const std::size_t end = bytes_.find_first_not_of(allowed, at_);
        if (end == std::string_view::npos || end == at_) return fail("expected a scalar and `;`");
        value.kind = kind;
        value.text = bytes_.substr(at_, end - at_);
        at_ = end;
        return expect(";");
    }

    bool read_integer(PhpValue& value) {
        if (!read_token(value, PhpValue::Kind::integer, "-0123456789")) return false;
        std::int64_t number = 0;
        const char* const end = value.text.data() + value.text.size();
        const auto [stopped, error] = std::from_chars(value.text.data(), end, number);
        return (error == std::errc() && stopped == end) || fail("expected an integer before");
    }

    bool read_boolean(PhpValue& value) {
        if (!read_token(value, PhpValue::Kind::boolean, "01")) return false;
        return value.text.size() == 1 || fail("expected 0 or 1 before");
    }

    // 3:"abc"
    bool read_text(std::string_view& text) {
        std::size_t length = 0;
        if (!read_count(':', length) || !expect("\"")) return false;
        if (length > bytes_.size() - at_)
            return fail("a text longer than the bytes that are left,");
        text = bytes_.substr(at_, length);
        at_ += length;
        return expect("\"");
    }

    bool read_key(std::string_view& key) {
        if (bytes_.substr(at_, 2) == "s:") {
            at_ += 2;
            return read_text(key) && expect(";");
        }
        PhpValue number;
        if (!expect("i:") || !read_integer(number)) return false;
        key = number.text;
        return true;
    }

    bool read_array(PhpValue& value, int depth) {
        std::size_t count = 0;
        if (depth >= deepest) return fail("arrays nested too deep");
        if (!read_count(':', count) || !expect("{")) return false;
        // The shortest member, `i:0;N;`, takes six bytes: a false count must not make us reserve.
        constexpr std::size_t shortest_member = 6;
        if (count > (bytes_.size() - at_) / shortest_member) {
            return fail("more members than the bytes that are left can hold,");
        }
        value.kind = PhpValue::Kind::array;
        value.members.resize(count);
        for (auto& [key, member] : value.members) {
            if (!read_key(key) || !read_value(member, depth + 1)) return false;
        }
        return expect("}");
    }

    bool read_value(PhpValue& value, int depth) {
        const std::string_view tag = bytes_.substr(at_, 2);
        if (tag == "N;") {
            at_ += 2;
            return true;
        }
        if (tag.size() < 2 || tag[1] != ':') return fail("expected a value");
        at_ += 2;
        switch (tag[0]) {
            case 'i':
                return read_integer(value);
            case 'b':
                return read_boolean(value);
            case 'd':
                return read_token(value, PhpValue::Kind::real, "+-.0123456789eEINFA");
            case 's':
                value.kind = PhpValue::Kind::text;
                return read_text(value.text) && expect(";");
            case 'a':
                return read_array(value, depth);
            default:
                at_ -= 2;
                return fail("`" + std::string(tag.substr(0, 1)) + ":` is not read");
        }
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string trouble_;
};

}  // namespace

const PhpValue* PhpValue::find(std::string_view key) const {
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
        if (member->first == key) return &member->second;
    }
    return nullptr;
}

PhpReading read_php(std::string_view bytes) {
    return PhpReader(bytes).run();
}

}  // namespace tieout::migrate
