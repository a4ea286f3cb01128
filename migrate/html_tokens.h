// HTML as a run of tags and texts, cut on its bytes as they are stored, before any charset.
#pragma once

#include <string>
#include <string_view>

namespace tieout::migrate {

struct HtmlToken {
    enum class Kind { text, open, close };

    Kind kind = Kind::text;
    std::string name;        // of a tag, in lower case
    std::string_view bytes;  // the text; of a tag what follows its name

    // The number of an attribute such as `colspan`, from 1 to 100; 1 where it is none.
    int span(std::string_view attribute) const;
};

// One pass, front to back. Comments, scripts and styles are left out; a tag that the end of the
// bytes cuts ends the run. Tokens are views into the bytes.
class HtmlTokens {
public:
    explicit HtmlTokens(std::string_view bytes) : bytes_(bytes) {}
    // False at the end.
    bool next(HtmlToken& token);

private:
    bool begins_tag(std::size_t at) const;
    std::size_t end_of_tag(std::size_t at) const;
    bool skip_comment();
    void skip_content_of(const std::string& name);
    bool read_tag(HtmlToken& token);

    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace tieout::migrate
