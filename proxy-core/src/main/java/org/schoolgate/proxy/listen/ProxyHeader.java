package org.schoolgate.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/**
 * Waits for the head in which a proxy in front of this one says for whom it connects (PROXY protocol, versions 1 and 2),
 * and leaves the pipeline then. Whoever does not send exactly that, in time, is closed. Inbound, behind Netty's decoder,
 * which passes on what follows the head; releases the head.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    /** Of the fields that version 2 may carry behind the addresses; none is used. */
    private static final int MAX_FIELD_BYTES = 512;

    private final InetAddress sender;
    private final Duration patience;
    private final Consumer<InetAddress> client;
    private final Runnable refused;
    private @Nullable Future<?> timer;
    private boolean isDone;

    private ProxyHeader(InetAddress sender, Duration patience, Consumer<InetAddress> client, Runnable refused) {
        this.sender = sender;
        this.patience = patience;
        this.client = client;
        this.refused = refused;
    }

    /**
     * Puts it into a pipeline.
     *
     * @param sender who has connected
     * @param client is told the address, once, and adds the handlers of the connection
     * @param refused runs instead, when the connection is closed for what was sent, or was not
     */
    static void await(
            Channel channel, InetAddress sender, Duration patience, Consumer<InetAddress> client, Runnable refused) {
        channel.pipeline()
                .addLast(new HAProxyMessageDecoder(MAX_FIELD_BYTES))
                .addLast(new ProxyHeader(sender, patience, client, refused));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor().schedule(() -> refuse(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HAProxyMessage head = (HAProxyMessage) message;
        InetAddress address = clientOf(head);
        head.release();
        if (address == null) {
            refuse(ctx);
        } else {
            done();
            client.accept(address);
            ctx.pipeline().remove(this);
        }
    }

    /** Who connects; null when it is nobody that connects by TCP. Without one, as in a check of health, the sender itself. */
    private @Nullable InetAddress clientOf(HAProxyMessage head) {
        HAProxyProxiedProtocol protocol = head.proxiedProtocol();
        if (head.command() == HAProxyCommand.LOCAL || protocol == HAProxyProxiedProtocol.UNKNOWN) {
            return sender;
        }
        if (protocol != HAProxyProxiedProtocol.TCP4 && protocol != HAProxyProxiedProtocol.TCP6) {
            return null;
        }
        try {
            return InetAddress.getByAddress(Host.parse(hostText(head)).addressBytes());
        } catch (HostSyntaxException | UnknownHostException e) {
            return null;
        }
    }

    private static String hostText(HAProxyMessage head) {
        String address = head.sourceAddress();
        return head.proxiedProtocol() == HAProxyProxiedProtocol.TCP6 ? "[" + address + "]" : address;
    }

    private void refuse(ChannelHandlerContext ctx) {
        if (!isDone) {
            done();
            refused.run();
        }
        ctx.close();
    }

    private void done() {
        isDone = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        done();
    }

    /** The decoder's, mostly: it could not read the head. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx);
    }
}
