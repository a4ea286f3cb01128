#include <algorithm>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/unicode.h"
#include "base/version.h"
#include "cutover/curl_handle.h"
#include "cutover/question.h"

namespace tieout::cutover {
namespace {

using rules::HttpProbe;

// More of a page is not read: what one looks for stands near its beginning.
constexpr std::size_t most_body = 4 << 20;

struct Response {
    std::vector<std::pair<std::string, std::string>> headers;  // names in small letters
    std::string body;
    bool cut = false;  // the body had more than most_body
};

// libcurl's callbacks. A byte count other than the given one ends the request.
std::size_t add_body(char* data, std::size_t, std::size_t size, void* into) {
    auto& response = *static_cast<Response*>(into);
    const std::size_t room = most_body - response.body.size();
    response.body.append(data, std::min(size, room));
    response.cut = size > room;
    return response.cut ? 0 : size;
}

std::size_t add_header(char* data, std::size_t, std::size_t size, void* into) {
    auto& response = *static_cast<Response*>(into);
    const std::string line(data, size);
    // "100 Continue" and its like come before the answer.
    if (line.starts_with("HTTP/")) response.headers.clear();
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return size;
    const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
    const std::size_t end = line.find_last_not_of(" \t\r\n");
    const bool empty = begin == std::string::npos || begin > end;
    response.headers.emplace_back(to_lower(line.substr(0, colon)),
                                  empty ? "" : line.substr(begin, end + 1 - begin));
    return size;
}

// One request and what is asked of its answer.
class Request {
public:
    Request(const HttpProbe& probe, Question& question)
        : probe_(probe), question_(question), url_(url_of(probe, question)), curl_(url_, question) {
        prepare();
    }

    Answer answer() {
        const CURLcode code = curl_.perform();
        if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && response_.cut))
            return curl_.failure(code, probe_.url);
        if (std::string wrong = what_is_wrong(); !wrong.empty()) return {false, wrong};
        return {true, answered() + certificate_words()};
    }

private:
    static std::string url_of(const HttpProbe& probe, Question& question) {
        std::string url = question.secrets.value_of(probe.url);
        if (!url.starts_with("http://") && !url.starts_with("https://"))
            throw Error(Fault::usage,
                        "what `" + probe.url + "` holds does not begin with http:// or https://");
        if (!probe.ca.empty() && !std::filesystem::exists(probe.ca))
            throw Error(Fault::usage, "there is no CA file " + probe.ca.string());
        return url;
    }

    void prepare() {
        curl_.set(CURLOPT_USERAGENT, (std::string("tieout/") + version).c_str());
        // A redirect is an answer. To follow it would send the headers, and their secrets, to
        // whoever the answer names.
        curl_.set(CURLOPT_FOLLOWLOCATION, 0L);
        if (probe_.method == "HEAD") curl_.set(CURLOPT_NOBODY, 1L);
        if (probe_.method == "OPTIONS") curl_.set(CURLOPT_CUSTOMREQUEST, "OPTIONS");
        if (probe_.method == "POST") {
            curl_.set(CURLOPT_POST, 1L);
            curl_.set(CURLOPT_POSTFIELDS, "");
        }
        curl_.set(CURLOPT_WRITEFUNCTION, &add_body);
        curl_.set(CURLOPT_WRITEDATA, static_cast<void*>(&response_));
        curl_.set(CURLOPT_HEADERFUNCTION, &add_header);
        curl_.set(CURLOPT_HEADERDATA, static_cast<void*>(&response_));
        if (probe_.days_left > 0) curl_.set(CURLOPT_CERTINFO, 1L);
        if (!probe_.ca.empty()) {
            curl_.set(CURLOPT_CAINFO, probe_.ca.c_str());
            curl_.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
        }
        send_headers();
    }

    void send_headers() {
        for (const auto& [name, value] : probe_.send) {
            const std::string text = question_.secrets.value_of(value);
            if (text.find_first_of("\r\n") != std::string::npos)
                throw Error(Fault::usage, "what `" + value + "` holds has a line end in it");
            curl_slist* const longer =
                curl_slist_append(headers_.get(), (name + ": " + text).c_str());
            if (longer == nullptr) throw Error(Fault::internal, "no memory for a header");
            static_cast<void>(headers_.release());
            headers_.reset(longer);
        }
        curl_.set(CURLOPT_HTTPHEADER, headers_.get());
    }

    long status() const {
        long code = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &code);
        return code;
    }
    std::string answered() const { return "answered " + std::to_string(status()); }

    // "" where all is as expected.
    std::string what_is_wrong() const {
        const std::string answer = answered();
        if (status() != probe_.status)
            return answer + whereto() + ", expected " + std::to_string(probe_.status);
        for (const auto& [name, text] : probe_.header)
            if (std::string wrong = wrong_header(name, text); !wrong.empty())
                return answer + ", but " + wrong;
        if (response_.body.find(probe_.body) == std::string::npos)
            return answer + ", but its " + (response_.cut ? "first 4 MiB do" : "body does") +
                   " not hold " + in_backticks(probe_.body);
        if (std::string wrong = wrong_json(); !wrong.empty()) return answer + ", but " + wrong;
        return too_few_days();
    }

    std::string whereto() const {
        const char* url = nullptr;
        curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &url);
        if (url == nullptr || probe_.url.starts_with("env:")) return "";
        return " (to " + rules::safe_url(url) + "; redirects are not followed)";
    }

    // What the server's header says instead is not shown: it may be a session's cookie.
    std::string wrong_header(const std::string& name, const std::string& text) const {
        bool there = false;
        for (const auto& [known, value] : response_.headers) {
            if (known != to_lower(name)) continue;
            if (value.find(text) != std::string::npos) return "";
            there = true;
        }
        return there ? "its header " + name + " does not hold " + in_backticks(text)
                     : "it has no header " + name;
    }

    std::string wrong_json() const {
        if (probe_.json.empty()) return "";
        const auto json = nlohmann::json::parse(response_.body, nullptr, false);
        if (json.is_discarded()) return "its body is not JSON";
        for (const auto& [pointer, expected] : probe_.json) {
            const nlohmann::json::json_pointer place(pointer);
            if (!json.contains(place)) return "its JSON has nothing at " + pointer;
            const auto& value = json.at(place);
            const std::string found =
                value.is_string()
                    ? value.get<std::string>()
                    : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
            if (found != expected)
                return pointer + " is " + in_backticks(found) + ", expected " +
                       in_backticks(expected);
        }
        return "";
    }

    // Of the server's own certificate, by its last moment; -1: not known.
    long certificate_days() const {
        curl_certinfo* chain = nullptr;
        curl_easy_getinfo(curl_.get(), CURLINFO_CERTINFO, &chain);
        if (chain == nullptr || chain->num_of_certs < 1) return -1;
        for (const curl_slist* line = chain->certinfo[0]; line != nullptr; line = line->next) {
            const std::string text = line->data;
            const std::string name = "Expire date:";
            if (!text.starts_with(name)) continue;
            const std::time_t end = curl_getdate(text.c_str() + name.size(), nullptr);
            return end < 0 ? -1 : std::max(0L, (end - std::time(nullptr)) / (24 * 60 * 60));
        }
        return -1;
    }

    std::string too_few_days() const {
        if (probe_.days_left == 0) return "";
        const long days = certificate_days();
        if (days >= probe_.days_left) return "";
        return answered() + ", but how long its certificate is valid " +
               (days < 0 ? "is not known" : "more: " + std::to_string(days) + " days") +
               ", expected at least " + std::to_string(probe_.days_left);
    }

    std::string certificate_words() const {
        if (probe_.days_left == 0) return "";
        return ", certificate valid for " + std::to_string(certificate_days()) + " days";
    }

    const HttpProbe& probe_;
    Question& question_;
    std::string url_;
    Response response_;
    std::unique_ptr<curl_slist, CloseCurl> headers_;
    CurlHandle curl_;  // the last: it speaks to all of them until it is closed
};

}  // namespace

Answer ask(const HttpProbe& probe, Question& question) {
    return Request(probe, question).answer();
}

}  // namespace tieout::cutover
