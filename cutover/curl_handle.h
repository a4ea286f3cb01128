// libcurl: one request, one handle, within a question's time.
#pragma once

#include <curl/curl.h>

#include <memory>

#include "cutover/question.h"

namespace tieout::cutover {

struct CloseCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

class CurlHandle {
public:
    // Both must outlive it. `url` may be a secret: what libcurl says of it is then left out.
    CurlHandle(const std::string& url, const Question& question);
    CurlHandle(const CurlHandle&) = delete;
    CurlHandle& operator=(const CurlHandle&) = delete;

    CURL* get() const { return curl_.get(); }
    template <class Value>
    void set(CURLoption option, Value value) {
        check(curl_easy_setopt(curl_.get(), option, value));
    }
    CURLcode perform() { return curl_easy_perform(curl_.get()); }
    // What a request that ended with `code` says of the server. `url_words` is what the probe
    // names; of a URL from the environment libcurl's own details are kept back. Throws
    // Error(Fault::interrupted) after Ctrl-C.
    Answer failure(CURLcode code, const std::string& url_words) const;

private:
    static void check(CURLcode code);
    const Question& question_;
    std::unique_ptr<CURL, CloseCurl> curl_;
    char details_[CURL_ERROR_SIZE] = {};
};

}  // namespace tieout::cutover
