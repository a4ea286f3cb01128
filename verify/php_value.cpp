#include "verify/php_value.h"

#include <charconv>

namespace tieout::verify {
namespace {

// Throws nothing: the first trouble is kept in `why_`, and everything after it is refused.
class Parser {
public:
    explicit Parser(std::string_view bytes) : bytes_(bytes) {}

    PhpReading read() {
        PhpValue value;
        if (!read_value(value, 0)) return {std::nullopt, why_};
        if (at_ != bytes_.size()) {
            fail("something follows the value");
            return {std::nullopt, why_};
        }
        return {std::move(value), {}};
    }

private:
    static constexpr int deepest = 64;  // a snapshot has three levels; more is not one
    std::string_view bytes_;
    std::size_t at_ = 0;
    std::string why_;

    bool fail(const char* what) {
        if (why_.empty()) why_ = "at byte " + std::to_string(at_) + ": " + what;
        return false;
    }
    bool expect(std::string_view text) {
        if (bytes_.substr(at_, text.size()) != text) return fail("another character was expected");
        at_ += text.size();
        return true;
    }
    bool until(char end, std::string_view& text) {
        const std::size_t found = bytes_.find(end, at_);
        if (found == std::string_view::npos) return fail("the value is cut off");
        text = bytes_.substr(at_, found - at_);
        at_ = found + 1;
        return true;
    }
    bool length(char end, std::size_t& value) {
        std::string_view digits;
        if (!until(end, digits)) return false;
        const auto [stop, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error == std::errc() && stop == digits.data() + digits.size() && !digits.empty())
            return true;
        return fail("a length was expected");
    }
    bool string(std::string_view& text) {
        std::size_t size = 0;
        if (!length(':', size) || !expect("\"")) return false;
        if (size > bytes_.size() - at_) return fail("the string is longer than what is left");
        text = bytes_.substr(at_, size);
        at_ += size;
        return expect("\";");
    }
    bool array(PhpValue& value, int depth) {
        std::size_t size = 0;
        if (!length(':', size) || !expect("{")) return false;
        value.kind = PhpValue::Kind::array;
        for (; size > 0; --size) {
            PhpValue key, element;
            if (!read_value(key, depth + 1) || !read_value(element, depth + 1)) return false;
            if (key.kind != PhpValue::Kind::scalar) return fail("an array's key is not a scalar");
            value.elements.emplace_back(key.text, std::move(element));
        }
        return expect("}");
    }
    bool read_value(PhpValue& value, int depth) {
        if (depth > deepest) return fail("arrays are nested too deeply");
        if (bytes_.substr(at_, 2) == "N;") {
            at_ += 2;
            return true;
        }
        const char kind = at_ < bytes_.size() ? bytes_[at_] : '\0';
        if (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] != ':') return fail("no value begins here");
        at_ += 2;
        if (kind == 'a') return array(value, depth);
        value.kind = PhpValue::Kind::scalar;
        if (kind == 's') return string(value.text);
        if (kind == 'i' || kind == 'd' || kind == 'b') return until(';', value.text);
        return fail("a value of a kind that is not read (an object or a reference)");
    }
};

}  // namespace

const PhpValue* PhpValue::find(std::string_view key) const {
    for (const auto& [name, element] : elements)
        if (name == key) return &element;
    return nullptr;
}

PhpReading read_php(std::string_view bytes) {
    return Parser(bytes).read();
}

}  // namespace tieout::verify
