-- The servers of v4: a name is a name in any case and with any blanks about it.
select named.hostname
from (select trim(lower(server)) as hostname from client_package where server is not null
      union all
      select trim(lower(server)) from account_details) named
where named.hostname <> ''
group by named.hostname
