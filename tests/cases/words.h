// One line of a case, cut into words.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::tests {

struct Word {
    std::string text;
    bool quoted = false;
};

// Words are parted by blanks; a comma after a word is a word; "…" is a JSON string. Throws
// std::runtime_error.
std::vector<Word> cut(std::string_view line);

// Reads words one after the other and says what it missed.
class Words {
public:
    explicit Words(std::string_view line) : words_(cut(line)) {}
    bool done() const { return next_ == words_.size(); }
    bool at(std::string_view word) const {
        return !done() && !words_[next_].quoted && words_[next_].text == word;
    }
    bool accept(std::string_view word);  // takes it where it is there
    void require(std::string_view word);
    Word take(std::string_view what);  // any word; `what` is missed where there is none
    std::int64_t number(std::string_view what);
    void end() const;  // nothing may follow

private:
    std::vector<Word> words_;
    std::size_t next_ = 0;
};

}  // namespace tieout::tests
