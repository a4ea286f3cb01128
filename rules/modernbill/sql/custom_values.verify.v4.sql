-- Who answered what: each client beside each of the ten numbers, where that answer is not blank.
select client, number, answer
from (select c.client_id as client, n.number,
             case n.number when 1 then client_field_1 when 2 then client_field_2 when 3 then client_field_3 when 4 then client_field_4
                           when 5 then client_field_5 when 6 then client_field_6 when 7 then client_field_7 when 8 then client_field_8
                           when 9 then client_field_9 else client_field_10 end as answer
      from client_info c
      cross join (select 1 as number union all select 2 union all select 3 union all select 4 union all select 5 union all select 6
                  union all select 7 union all select 8 union all select 9 union all select 10) n) answered
where trim(answer) <> ''
