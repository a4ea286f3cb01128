select o.order_no,
       o.shipping_cents + coalesce(sum((l.price_cents * l.qty * (100 - l.discount) + 50) / 100), 0) as cents
from orders o left join order_lines l on l.order_no = o.order_no
group by o.order_no, o.shipping_cents
