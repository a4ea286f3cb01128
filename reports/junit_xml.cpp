#include "reports/junit_xml.h"

#include "reports/utf8.h"

namespace tieout::reports {

std::string xml_escaped(const std::string& text) {
    std::string result;
    for (const char c : visible(text)) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

}  // namespace tieout::reports
