#include "migrate/csv.h"

#include "base/error.h"

namespace tieout::migrate {
namespace {

class CsvReader {
public:
    CsvReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    std::vector<std::vector<std::optional<std::string>>> rows() {
        std::vector<std::vector<std::optional<std::string>>> result;
        while (at_ < text_.size())
            result.push_back(row());
        return result;
    }

private:
    std::vector<std::optional<std::string>> row() {
        std::vector<std::optional<std::string>> fields;
        for (;;) {
            fields.push_back(field());
            if (at_ < text_.size() && text_[at_] == ',') {
                ++at_;
                continue;
            }
            end_line();
            return fields;
        }
    }

    void end_line() {
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) {
            if (text_[at_] != '\n') fail("text after a closing quote");
            ++at_;
        }
        ++line_;
    }

    std::optional<std::string> field() {
        if (at_ < text_.size() && text_[at_] == '"') return quoted();
        const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        const std::string_view raw = text_.substr(at_, end - at_);
        at_ = end;
        if (raw.empty()) return std::nullopt;
        return std::string(raw);
    }

    std::string quoted() {
        std::string result;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                result += text_[at_];
                continue;
            }
            ++at_;
            if (at_ >= text_.size() || text_[at_] != '"') return result;
            result += '"';
        }
        fail("a quote that is never closed");
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw Error(Fault::usage, file_ + ":" + std::to_string(line_) + ": " + what);
    }

    std::string_view text_;
    std::string file_;
    std::size_t at_ = 0, line_ = 1;
};

}  // namespace

std::vector<std::vector<std::optional<std::string>>> parse_csv(std::string_view text,
                                                               const std::string& file) {
    return CsvReader(text, file).rows();
}

}  // namespace tieout::migrate
